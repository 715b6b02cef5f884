package dev.aviary.leakscan.rules;

/** Finds shapes of digits in runs of digits, blanks and dashes; looks at each byte a fixed number of times. For one thread and one text. */
final class DigitRuns {

    /** Takes what has a shape. */
    interface Found {

        void add(Shape shape, int from, int to);
    }

    static final int WINDOW = 8;

    private static final int GROUPS = 4;
    private static final int FIRST_DIGIT = '0';
    private static final int[] TWICE = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final long position;
    private final Found found;

    private int done;

    /** The groups of digits read last; those that belong together have the same sign between them. */
    private final int[] starts = new int[GROUPS];

    private final int[] lengths = new int[GROUPS];
    private final int[] sums = new int[GROUPS];
    private int groups;
    private int together;
    private int sign;
    private int end;

    /** Where the last card in fours ends, and the stretch in which it begins. */
    private int cardEnd;

    private long cardStretch;
    private boolean rows;

    /** @param position where in the text the byte at {@code from} is */
    DigitRuns(byte[] bytes, int from, int to, long position, Found found) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.position = position;
        this.done = from;
        this.found = found;
    }

    /** Reads the run that these {@link #WINDOW} bytes are in, if they are in one and it was not read yet. */
    void visit(int window) {
        if (window < done || !isRun(window)) {
            return;
        }
        int first = window;
        while (first > done && isPart(bytes[first - 1])) {
            first--;
        }
        read(first);
    }

    private boolean isRun(int window) {
        for (int at = window; at < window + WINDOW; at++) {
            if (!isPart(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    private void read(int first) {
        together = 0;
        int at = first;
        while (at < to && isPart(bytes[at])) {
            if (Boundary.isDigit(bytes[at])) {
                at = readGroup(at);
            } else {
                at++;
            }
        }
        done = at;
    }

    private int readGroup(int start) {
        int at = start;
        int sum = 0;
        while (at < to && Boundary.isDigit(bytes[at])) {
            int digit = bytes[at] - FIRST_DIGIT;
            sum += (at - start & 1) == 0 ? TWICE[digit] : digit;
            at++;
        }
        join(start, at, sum);
        judge(start, at);
        return at;
    }

    private void join(int start, int groupEnd, int sum) {
        int between = together > 0 && start - end == 1 ? bytes[end] : 0;
        together = between == 0 ? 1 : between == sign ? together + 1 : 2;
        sign = between;
        groups = groups + 1 & GROUPS - 1;
        starts[groups] = start;
        lengths[groups] = groupEnd - start;
        sums[groups] = sum;
        end = groupEnd;
    }

    private void judge(int start, int groupEnd) {
        int length = groupEnd - start;
        if (length >= 13) {
            report(Shape.CARD, length <= 19 ? start : -1);
        } else if (length == 4 && together >= 4 && areFours()) {
            if (sum() % 10 == 0) {
                reportFours(start(3));
            }
        } else if ((length == 4 || length == 5) && together >= 3 && length(1) == 6 && length(2) == 4) {
            report(Shape.CARD, start(2));
        } else if (length == 4 && together == 3 && sign == '-' && length(1) == 2 && length(2) == 3) {
            report(Shape.DASHED_SSN, continues() ? -1 : start(2));
        }
    }

    /**
     * Fours of a card in any other order, and so those that begin in the midst of one where the same card comes again, have the right check digit as well: they
     * are not looked at, lest each hides the next. To begin anew with each stretch makes that the same wherever blocks begin.
     */
    private void reportFours(int start) {
        long stretch = (position + start - from) / RuleSearch.STRETCH;
        rows |= start < cardEnd;
        if (start < cardEnd && stretch == cardStretch) {
            return;
        }
        if (report(Shape.CARD, start) && Digits.in(bytes, start, end).areCard()) {
            cardEnd = end;
            cardStretch = stretch;
        }
    }

    /** Whether fours overlapped a card before them. */
    boolean sawRows() {
        return rows;
    }

    private boolean areFours() {
        return length(1) == 4 && length(2) == 4 && length(3) == 4;
    }

    private int sum() {
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    private int start(int back) {
        return starts[groups - back & GROUPS - 1];
    }

    private int length(int back) {
        return lengths[groups - back & GROUPS - 1];
    }

    private boolean continues() {
        return end + 1 < to && bytes[end] == '-' && Boundary.isWord(bytes[end + 1])
                || (start(2) > from && bytes[start(2) - 1] == '-');
    }

    private boolean report(Shape shape, int start) {
        var reported = start >= 0 && Boundary.isBeginning(bytes, from, start) && !isFraction(start) && !goesOn();
        if (reported) {
            found.add(shape, start, end);
        }
        return reported;
    }

    private boolean isFraction(int start) {
        return start - 2 >= from && bytes[start - 1] == '.' && Boundary.isDigit(bytes[start - 2]);
    }

    private boolean goesOn() {
        return end < to
                && (Boundary.isWord(bytes[end])
                        || (bytes[end] == '.' && end + 1 < to && Boundary.isDigit(bytes[end + 1])));
    }

    private static boolean isPart(byte value) {
        return Boundary.isDigit(value) || value == ' ' || value == '-';
    }
}
