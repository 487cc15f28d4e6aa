package ru.orientir.etl.reading;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ru.orientir.etl.contract.RecentTexts;
import ru.orientir.etl.contract.value.DateText;

/**
 * Replaces an identity by a keyed hash: HMAC-SHA256 over the normalised parts, first 16 bytes, 32 hex digits. Spelling
 * variants that people make (case, spaces, ё, Latin look-alikes, kinds of hyphens) give the same pseudonym.
 */
public final class Pseudonymiser implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String LATIN = "ABCEHKMOPTXYЁ";
    private static final String CYRILLIC = "АВСЕНКМОРТХУЕ";
    private static final String HYPHENS = "‐‑‒–—―−­";

    private final byte[] key;
    private final String keyId;
    private transient Mac mac;
    /** A person of one row is that of others, a few rows on. */
    private transient RecentTexts<String> pseudonyms;

    /** With the key that the settings give; its id is the first 8 hex digits of its SHA-256. */
    public static Pseudonymiser of(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Pseudonymiser(bytes, HexFormat.of().formatHex(digest, 0, 4));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    public Pseudonymiser(byte[] key, String keyId) {
        if (key.length < 16) {
            throw new IllegalArgumentException("A pseudonym key needs at least 16 bytes, this one has " + key.length);
        }
        this.key = key.clone();
        this.keyId = keyId;
    }

    public String keyId() {
        return keyId;
    }

    /** The pseudonym of an identity given part by part; a date counts the same in every notation. */
    public synchronized String pseudonym(List<String> parts) {
        StringBuilder identity = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            identity.append(i == 0 ? "" : "|").append(normalised(parts.get(i)));
        }
        if (pseudonyms == null) {
            pseudonyms = new RecentTexts<>(this::hashed);
        }
        return pseudonyms.of(identity.toString());
    }

    private String hashed(String identity) {
        byte[] hash = mac().doFinal(identity.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    static String normalised(String part) {
        if (part == null) {
            return "";
        }
        LocalDate date = DateText.parse(part);
        if (date != null) {
            return date.toString();
        }
        return normalisedText(part);
    }

    /** Upper case, one space between words and none around hyphens, no look-alikes. */
    static String normalisedText(String text) {
        StringBuilder normalised = new StringBuilder(text.length());
        boolean spaced = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = Character.toUpperCase(text.charAt(i));
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                spaced = normalised.length() > 0;
                continue;
            }
            if (HYPHENS.indexOf(letter) >= 0) {
                letter = '-';
            } else if (letter < 0x80 || letter == 'Ё') {
                int at = LATIN.indexOf(letter);
                letter = at < 0 ? letter : CYRILLIC.charAt(at);
            }
            boolean afterHyphen = normalised.length() > 0 && normalised.charAt(normalised.length() - 1) == '-';
            if (spaced && letter != '-' && !afterHyphen) {
                normalised.append(' ');
            }
            spaced = false;
            normalised.append(letter);
        }
        return normalised.toString();
    }

    private Mac mac() {
        if (mac == null) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("This Java has no " + ALGORITHM, impossible);
            }
        }
        return mac;
    }

    @Override
    public String toString() {
        return "Pseudonymiser[" + keyId + "]";
    }
}
