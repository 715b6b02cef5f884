package dev.aviary.keys;

/** A secret by which Aviary signs in at a key service. Prints itself masked; any text converts, because a failed conversion would quote it. */
final class ServiceSecret {

    private final transient String content;

    private ServiceSecret(String content) {
        this.content = content;
    }

    /** Found by the configuration binder. */
    public static ServiceSecret valueOf(String content) {
        return new ServiceSecret(content);
    }

    boolean isUsable() {
        return content.matches("[!-~]{1,4096}");
    }

    String revealForSignIn() {
        return content;
    }

    @Override
    public String toString() {
        return "ServiceSecret[hidden]";
    }
}
