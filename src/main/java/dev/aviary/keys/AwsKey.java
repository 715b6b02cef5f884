package dev.aviary.keys;

import dev.aviary.keys.KeyServiceException.Fault;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * One key at AWS KMS. The associated data travels as encryption context, in hex under the name that Tink's adapter gives it; AWS writes it into its trail
 * in the clear, which is fine for ids. The key is named when decrypting, too: otherwise whatever key the ciphertext names would do.
 */
final class AwsKey implements KeyService {

    private static final Map<String, Fault> FAULTS = Map.of(
            "NotFoundException", Fault.MISSING,
            "DisabledException", Fault.DISABLED,
            "KMSInvalidStateException", Fault.DISABLED,
            "InvalidCiphertextException", Fault.REFUSED,
            "IncorrectKeyException", Fault.REFUSED,
            "AccessDeniedException", Fault.DENIED,
            "LimitExceededException", Fault.THROTTLED,
            "DependencyTimeoutException", Fault.UNREACHABLE,
            "KeyUnavailableException", Fault.UNREACHABLE,
            "KMSInternalException", Fault.UNREACHABLE);
    private static final Set<String> SIGN_IN = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "ExpiredTokenException",
            "InvalidClientTokenId");

    private final String arn;
    private final KmsClient client;

    AwsKey(String arn, KmsClient client) {
        this.arn = arn;
        this.client = client;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associated) throws KeyServiceException {
        return answer(() -> client.encrypt(request -> request.keyId(arn)
                        .plaintext(SdkBytes.fromByteArray(plaintext))
                        .encryptionContext(context(associated)))
                .ciphertextBlob());
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associated) throws KeyServiceException {
        return answer(() -> client.decrypt(request -> request.keyId(arn)
                        .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                        .encryptionContext(context(associated)))
                .plaintext());
    }

    private static Map<String, String> context(byte[] associated) {
        return Map.of("associatedData", HexFormat.of().formatHex(associated));
    }

    private static byte[] answer(Supplier<SdkBytes> call) throws KeyServiceException {
        try {
            return call.get().asByteArray();
        } catch (AwsServiceException e) {
            throw new KeyServiceException(fault(e));
        } catch (SdkClientException e) {
            throw new KeyServiceException(lacksCredentials(e) ? Fault.DENIED : Fault.UNREACHABLE);
        }
    }

    private static Fault fault(AwsServiceException e) {
        var code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        if (FAULTS.containsKey(code)) {
            return FAULTS.get(code);
        }
        if (SIGN_IN.contains(code) || e.statusCode() == 401 || e.statusCode() == 403) {
            return Fault.DENIED;
        }
        if (e.isThrottlingException() || e.statusCode() == 429) {
            return Fault.THROTTLED;
        }
        return e.statusCode() >= 500 ? Fault.UNREACHABLE : Fault.UNEXPECTED;
    }

    /** The SDK has no type for it. */
    private static boolean lacksCredentials(SdkClientException e) {
        return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
    }
}
