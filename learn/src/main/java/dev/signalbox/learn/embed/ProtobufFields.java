package dev.signalbox.learn.embed;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The fields of a message in the
 * <a href="https://protobuf.dev/programming-guides/encoding/">encoding of Protocol Buffers</a>, one after the other, without
 * knowing what they mean.
 */
final class ProtobufFields {
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final int MORE = 0x80;
    private static final int SEVEN = 0x7F;

    /** Sees one field. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called in the order of the message.
         *
         * @param number of the field
         * @param whole the field with its tag
         * @param value what stands behind tag and length
         */
        void field(int number, ByteBuffer whole, ByteBuffer value);
    }

    private ProtobufFields() {}

    /**
     * Shows each field of a message.
     *
     * @throws IllegalArgumentException if it is none
     */
    static void each(ByteBuffer message, Visitor visitor) {
        try {
            while (message.hasRemaining()) {
                int from = message.position();
                int tag = (int) number(message);
                int length = switch (tag & 7) {
                    case NUMBER -> digits(message);
                    case EIGHT_BYTES -> Long.BYTES;
                    case BYTES -> Math.toIntExact(number(message));
                    case FOUR_BYTES -> Integer.BYTES;
                    default -> throw new IllegalArgumentException("message: a field of kind " + (tag & 7));
                };
                int at = message.position();
                ByteBuffer value = message.slice(at, length);
                message.position(at + length);
                visitor.field(tag >>> 3, message.slice(from, at + length - from), value);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("message: ends too early", e);
        }
    }

    /** Writes a field of bytes. */
    static void write(ByteArrayOutputStream out, int number, byte[] value) {
        number(out, (long) number << 3 | BYTES);
        number(out, value.length);
        out.writeBytes(value);
    }

    /** Writes a field as it was. */
    static void copy(ByteArrayOutputStream out, ByteBuffer whole) {
        byte[] bytes = new byte[whole.remaining()];
        whole.duplicate().get(bytes);
        out.writeBytes(bytes);
    }

    private static long number(ByteBuffer message) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = message.get();
            number |= (long) (next & SEVEN) << shift;
            if ((next & MORE) == 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("message: a number of more than 64 bits");
    }

    private static int digits(ByteBuffer message) {
        int length = 1;
        while ((message.get(message.position() + length - 1) & MORE) != 0) {
            length++;
        }
        return length;
    }

    private static void number(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > SEVEN) {
            out.write((int) (rest & SEVEN) | MORE);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
