package dev.aviary.logging;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words that announce a secret. A word counts by its end, whatever joins its parts: {@code client-secret}, {@code FINCH_CLIENT_SECRET}, {@code clientSecret}. */
enum Keyword {
    /** The value is a secret whatever it looks like. */
    SECRET(Reach.VALUE),
    PASSWORD(Reach.VALUE),
    PASSWD(Reach.VALUE),
    PWD(Reach.VALUE),
    PASSPHRASE(Reach.VALUE),
    SSN(Reach.VALUE),
    APIKEY(Reach.VALUE),
    PRIVATEKEY(Reach.VALUE),
    ACCESSTOKEN(Reach.VALUE),
    REFRESHTOKEN(Reach.VALUE),
    IDTOKEN(Reach.VALUE),
    /** Often beside something harmless: the value is a secret if it looks like one. */
    TOKEN(Reach.OPAQUE_VALUE),
    CODE(Reach.OPAQUE_VALUE),
    /** Headers with values of many parts. */
    AUTHORIZATION(Reach.REST),
    COOKIE(Reach.REST);

    /** What behind the word and its {@code =} or {@code :} is masked. */
    enum Reach {
        VALUE,
        OPAQUE_VALUE,
        REST
    }

    private static final int SHORTEST_TOKEN = 16;
    private static final Keyword[] ALL = values();

    private final String word = name().toLowerCase(Locale.ROOT);
    private final Reach reach;

    Keyword(Reach reach) {
        this.reach = reach;
    }

    Reach reach() {
        return reach;
    }

    /** Whether a value with digits and of this length that stands right behind it, without a separator, is a secret. */
    boolean announces(int length) {
        return reach == Reach.VALUE || (this == TOKEN && length >= SHORTEST_TOKEN);
    }

    /** The first that this part of the text ends with. */
    static @Nullable Keyword endOf(CharSequence text, int from, int to) {
        if (to <= from || !isLastLetter(text.charAt(to - 1))) {
            return null;
        }
        for (var keyword : ALL) {
            if (keyword.ends(text, from, to)) {
                return keyword;
            }
        }
        return null;
    }

    /** Spares most words the comparison. */
    private static boolean isLastLetter(char c) {
        return switch (c | 0x20) {
            case 't', 'd', 'e', 'n', 'y' -> true;
            default -> false;
        };
    }

    private boolean ends(CharSequence text, int from, int to) {
        int left = word.length();
        for (int at = to - 1; at >= from && left > 0; at--) {
            var c = text.charAt(at);
            if (c == '_' || c == '-') {
                continue;
            }
            if ((c | 0x20) != word.charAt(left - 1)) {
                return false;
            }
            left--;
        }
        return left == 0;
    }
}
