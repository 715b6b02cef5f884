package dev.aviary.sandbox;

/**
 * The sums over the statements of one run.
 *
 * @param debit what the employer pays in all: net pay and both sides' taxes
 */
record PayrollTotals(int count, long debit, long gross, long net, long employerTaxes, long employeeTaxes) {}
