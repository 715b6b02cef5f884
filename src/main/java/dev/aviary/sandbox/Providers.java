package dev.aviary.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payroll systems that one can connect to (finch-api 2.17). */
final class Providers {

    private record Provider(String id, String name, List<String> methods, boolean mfa) {}

    private static final List<Provider> ALL = List.of(
            new Provider("adp_workforce_now", "ADP Workforce Now", List.of("credential", "api_token"), true),
            new Provider("bamboo_hr", "BambooHR", List.of("api_token", "credential"), false),
            new Provider("gusto", "Gusto", List.of("oauth", "assisted"), false),
            new Provider("paychex_flex", "Paychex Flex", List.of("credential", "assisted"), true),
            new Provider("paycom", "Paycom", List.of("credential"), true),
            new Provider("rippling", "Rippling", List.of("oauth", "api_token"), false),
            new Provider("trinet", "TriNet", List.of("assisted"), false));

    private Providers() {}

    static boolean has(String id) {
        return ALL.stream().anyMatch(provider -> provider.id().equals(id));
    }

    static void answer(Call call) throws IOException {
        var list = new ArrayList<Object>();
        ALL.forEach(provider -> list.add(shown(provider)));
        call.answer(200, list);
    }

    private static Map<String, @Nullable Object> shown(Provider provider) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", provider.id());
        fields.put("display_name", provider.name());
        fields.put("products", Blueprint.ALL_PRODUCTS);
        fields.put(
                "authentication_methods",
                provider.methods().stream().map(Providers::method).toList());
        fields.put("beta", false);
        fields.put("mfa_required", provider.mfa());
        fields.put("primary_color", "#3366aa");
        fields.put("manual", provider.methods().equals(List.of("assisted")));
        return fields;
    }

    private static Map<String, @Nullable Object> method(String type) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", type);
        fields.put("benefits_support", null);
        fields.put("supported_fields", null);
        return fields;
    }
}
