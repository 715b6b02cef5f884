package dev.aviary.lifecycle;

import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.tenancy.ForeignConnectionException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes in a CSV file of tokens: UTF-8, a header naming the columns {@code tenant}, {@code token} and, if wanted, {@code connection_id} in
 * any order, quotes as in RFC 4180, but no line breaks in cells. Blank lines and lines that begin with {@code #} are skipped.
 *
 * <p>Rows are taken in one by one, each in a transaction of its own: a bad row is reported and harms no other, and reading the same file again
 * changes nothing. A row without connection id is one request to Finch. Of two rows with the same connection the first counts.
 *
 * <p>The tokens go from the file to the vault in arrays that are wiped. Not wiped are the buffers of the JDK's decoder, those of the
 * stream that is handed in, and the file itself: delete it afterwards.
 *
 * <p>A token in the tenant column is recognised by its shape. A token in the connection column cannot always be: Finch's tokens and connection ids
 * both look like UUIDs. Who doubts the file leaves that column out, so that Finch tells.
 */
public final class CsvIntake {

    private final TokenIntake intake;

    CsvIntake(TokenIntake intake) {
        this.intake = intake;
    }

    /**
     * @param csv read as a stream, of any length; the caller closes it
     * @throws UnreadableCsvException if there is no proper header; nothing was taken in then
     * @throws IOException if the stream breaks off; rows before that were taken in
     * @throws org.springframework.dao.DataAccessException if the database fails; rows before that were taken in
     */
    public IntakeReport read(InputStream csv) throws IOException {
        try (var lines = new CsvLines(csv)) {
            if (!lines.next()) {
                throw new UnreadableCsvException("The file is empty; expected a header and a row for each token");
            }
            var columns = CsvColumns.of(lines.line(), lines.number());
            var tally = new IntakeTally();
            while (lines.next()) {
                take(lines, columns, tally);
            }
            return tally.report();
        }
    }

    private void take(CsvLines lines, CsvColumns columns, IntakeTally tally) {
        try (var row = CsvRow.of(lines.line(), columns)) {
            if (row.connection() == null) {
                tally.requireFinchAnswers();
            }
            var identity = intake.identify(row.connection(), row.token());
            tally.requireFirst(identity.connection());
            tally.count(intake.keep(row.tenant(), identity, row.token()), lines.number());
        } catch (FinchException e) {
            tally.refuse(lines.number(), "Finch did not tell the connection: " + e.getMessage());
            if (concernsEveryRow(e.problem())) {
                tally.stopAskingFinch(lines.number());
            }
        } catch (IntakeRefusedException | ForeignConnectionException | KeyUnusableException | KeyShreddedException e) {
            tally.refuse(lines.number(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean concernsEveryRow(FinchProblem problem) {
        return switch (problem) {
            case HOST_LIMIT, UNREACHABLE, PAYMENT_REQUIRED, CLIENT_REFUSED -> true;
            case REAUTH,
                    ACCOUNT_SETUP_REQUIRED,
                    TOKEN_DEAD,
                    CODE_REFUSED,
                    MISSING_PRODUCT,
                    NO_PERMISSION,
                    NOT_OFFERED,
                    NOT_FOUND,
                    REFUSED,
                    APPLICATION_LIMIT,
                    PROVIDER_LIMIT,
                    SERVER,
                    UNREADABLE_ANSWER -> false;
        };
    }
}
