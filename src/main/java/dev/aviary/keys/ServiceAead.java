package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/** A key at a key service as Tink sees it. What passes by itself is tried again; what does not is said in one line. */
final class ServiceAead implements Aead {

    private final String uri;
    private final KeyService service;
    private final RetryTemplate retries;

    ServiceAead(String uri, KeyService service, RetryTemplate retries) {
        this.uri = uri;
        this.service = service;
        this.retries = retries;
    }

    /** @throws KeyUnusableException if the service does not encrypt; says what to do */
    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associated) throws GeneralSecurityException {
        return answer(() -> service.encrypt(plaintext, associated));
    }

    /**
     * @throws GeneralSecurityException if this was encrypted otherwise or was changed since
     * @throws KeyUnusableException if the service does not decrypt at all; says what to do
     */
    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associated) throws GeneralSecurityException {
        return answer(() -> service.decrypt(ciphertext, associated));
    }

    private byte[] answer(Retryable<byte[]> call) throws GeneralSecurityException {
        try {
            return retries.execute(call);
        } catch (RetryException e) {
            throw failure(e.getCause());
        }
    }

    private GeneralSecurityException failure(Throwable cause) {
        var known = cause instanceof KeyServiceException failed
                ? failed
                : new KeyServiceException(KeyServiceException.Fault.UNEXPECTED);
        if (known.fault() == KeyServiceException.Fault.REFUSED) {
            return new GeneralSecurityException("This " + known.getMessage());
        }
        throw new KeyUnusableException("The key-encryption key " + uri + " " + known.getMessage());
    }
}
