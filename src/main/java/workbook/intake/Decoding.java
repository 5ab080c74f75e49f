package workbook.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// From the bytes of a file to its text, which must be UTF-8.
final class Decoding {

    private Decoding() {}

    /// The bytes are no UTF-8 text; the message is the end of a sentence that begins with the file.
    static final class NotText extends Exception {

        private static final long serialVersionUID = 1L;

        private NotText(String message) {
            super(message);
        }
    }

    /// @return the text without a byte order mark
    /// @throws NotText if it is another encoding, which the message names, or no text at all
    static String text(byte[] bytes) throws NotText {
        if (isUtf16(bytes)) {
            throw new NotText("it is UTF-16; save it as UTF-8");
        }
        int zero = indexOfZero(bytes);
        if (zero >= 0) {
            throw new NotText(
                    "it is not a text: byte %,d is zero; hand in the source".formatted(zero + 1));
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new NotText(
                    "it is not UTF-8 (the first wrong byte, 0x%02X, is in line %d), probably Latin-1 or Windows-1252; save it as UTF-8"
                            .formatted(
                                    bytes[buffer.position()] & 0xFF,
                                    lineOf(bytes, buffer.position())));
        }
    }

    /// By its mark, or, for lack of one, by the zeros in every other byte that Latin text has
    /// there.
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length >= 2) {
            int mark = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
            if (mark == 0xFEFF || mark == 0xFFFE) {
                return true;
            }
        }
        int looked = Math.min(bytes.length, 200) / 2 * 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < looked; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int most = looked * 2 / 5;
        return looked > 0 && ((even > most && odd == 0) || (odd > most && even == 0));
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
