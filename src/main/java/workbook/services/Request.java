package workbook.services;

import java.util.Map;

/// What a [Service] was asked once, and how that ended.
///
/// @param number from 1, in the order in which the requests came
/// @param path with the query, as the client sent it
/// @param headers by their names in small letters; of several values, the first
/// @param body what the client sent; empty for none
/// @param connection a number for the connection that it came by: equal for requests that shared
///   one
/// @param end how it ended so far
public record Request(
        int number,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        int connection,
        End end) {

    /// How a request ended.
    public enum End {
        /// It is in flight.
        OPEN,
        /// The whole answer was sent, or the fault that the script asked for.
        ANSWERED,
        /// The client had left before the answer was sent.
        CLIENT_LEFT,
        /// The service was closed before.
        CLOSED
    }

    public Request {
        headers = Map.copyOf(headers);
    }

    Request ended(End how) {
        return new Request(number, method, path, headers, body, connection, how);
    }
}
