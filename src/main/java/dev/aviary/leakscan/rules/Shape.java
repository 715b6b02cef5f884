package dev.aviary.leakscan.rules;

/** What has no fixed text to look for, and is found by how its digits stand together. */
enum Shape {
    /** 13 to 19 digits in a row, or 4-4-4-4, 4-6-5 or 4-6-4 with the same blank or dash between them. */
    CARD,
    /** 3-2-4 digits with dashes. */
    DASHED_SSN
}
