package dev.aviary.leakscan.findings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/** Sends plain mail. */
final class MailChannel implements Channel {

    private static final String HELP = """


            A live access token of Finch was seen where it must not be. 'aviary findings show %s' says where, and what to do.
            """;

    private final MailSender mail;
    private final String from;
    private final List<String> to;

    MailChannel(MailSender mail, String from, List<String> to) {
        this.mail = mail;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public String column() {
        return "mailed_at";
    }

    @Override
    public Optional<String> failureOf(Map<String, Object> notice) {
        var message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to.toArray(String[]::new));
        message.setSubject("Aviary: a live token was seen, incident " + notice.get("incident_id"));
        message.setText(notice.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("\n"))
                + HELP.formatted(notice.get("finding_id")));
        try {
            mail.send(message);
            return Optional.empty();
        } catch (MailException e) {
            // Not its message: it may quote addresses and what the server said.
            return Optional.of("the mail server: " + e.getClass().getSimpleName());
        }
    }
}
