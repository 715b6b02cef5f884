package dev.aviary.sandbox;

/** Names of companies and of their branches. */
final class Naming {

    private static final String[] BRANCHES = {"West", "East", "South", "North", "Canada", "Services"};

    private Naming() {}

    /** The same number gives the same name; the first 240 are all different, then a number is added. */
    static String company(int number, long seed) {
        var first = Vocabulary.COMPANY_FIRST;
        var second = Vocabulary.COMPANY_SECOND;
        var shifted = (number + (int) (Draw.mix(seed) >>> 48)) % (first.length * second.length);
        var round = number / (first.length * second.length);
        return first[shifted % first.length] + " "
                + second[(shifted / first.length + shifted % first.length * 5) % second.length]
                + (round == 0 ? "" : " " + (round + 1));
    }

    static String branch(int number) {
        return BRANCHES[(number - 1) % BRANCHES.length] + (number > BRANCHES.length ? " " + number : "");
    }
}
