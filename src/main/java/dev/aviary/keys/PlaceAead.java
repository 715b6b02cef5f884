package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/** Seals and opens with associated data that need not be made an array of their own for each value. */
interface PlaceAead extends Aead {

    byte[] seal(byte[] cleartext, Binding binding, Place place) throws GeneralSecurityException;

    byte[] open(byte[] sealed, Binding binding, Place place) throws GeneralSecurityException;
}
