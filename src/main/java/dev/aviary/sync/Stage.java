package dev.aviary.sync;

import dev.aviary.tenancy.Product;
import java.util.Locale;

/** What is read of an entity, in the order in which one needs the other. */
enum Stage {
    COMPANY(Product.COMPANY),
    DIRECTORY(Product.DIRECTORY),
    INDIVIDUAL(Product.INDIVIDUAL),
    EMPLOYMENT(Product.EMPLOYMENT),
    PAYMENT(Product.PAYMENT),
    PAY_STATEMENT(Product.PAY_STATEMENT),
    BENEFITS(Product.BENEFITS);

    private final Product product;

    Stage(Product product) {
        this.product = product;
    }

    Product product() {
        return product;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Stage ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Benefits are an extra; the others are what a sync is expected to bring. */
    boolean isExpected() {
        return this != BENEFITS;
    }
}
