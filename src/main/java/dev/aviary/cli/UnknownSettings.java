package dev.aviary.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Names that look like a setting of Aviary and are none: misspelt, they would be ignored without a word. Values are not looked at. */
final class UnknownSettings {

    private static final Pattern OURS = Pattern.compile("aviary[._].+", Pattern.CASE_INSENSITIVE);
    private static final Pattern INDEX = Pattern.compile("(?:\\[\\d+])+$|_\\d+$");

    /** What Kubernetes and Docker set for a service that is called aviary. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "AVIARY_(?:[A-Z0-9_]+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT(?:_\\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)");

    private UnknownSettings() {}

    /** One sentence each. */
    static List<String> of(ConfigurableEnvironment environment) {
        var known = KnownSettings.all().stream()
                .map(setting -> plain(setting.name()))
                .collect(Collectors.toSet());
        var unknown = new TreeSet<String>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                unknown.addAll(List.of(named.getPropertyNames()));
            }
        }
        unknown.removeIf(name -> !OURS.matcher(name).matches()
                || OF_A_SERVICE.matcher(name).matches()
                || known.contains(plain(name))
                || known.contains(plain(INDEX.matcher(name).replaceFirst(""))));
        return unknown.stream().map(UnknownSettings::told).toList();
    }

    private static String told(String name) {
        return name + " is no setting of Aviary and is ignored; the nearest is " + nearest(name);
    }

    private static String nearest(String name) {
        return KnownSettings.all().stream()
                .map(KnownSettings.Setting::name)
                .min(Comparator.comparingInt(known -> distance(plain(known), plain(name))))
                .orElseThrow();
    }

    /** All ways to write a setting's name have this in common. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9\\[\\]]", "");
    }

    /** How many letters have to be put in, left out or exchanged. */
    private static int distance(String one, String other) {
        var above = new ArrayList<Integer>();
        for (int column = 0; column <= other.length(); column++) {
            above.add(column);
        }
        for (int row = 1; row <= one.length(); row++) {
            var current = new ArrayList<>(List.of(row));
            for (int column = 1; column <= other.length(); column++) {
                int exchanged = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current.add(Math.min(
                        above.get(column - 1) + exchanged, 1 + Math.min(above.get(column), current.get(column - 1))));
            }
            above = current;
        }
        return above.get(other.length());
    }
}
