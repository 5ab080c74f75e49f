// attack: asks a web service for the answer
// ends: policy
// said: java.net.http
package p02_concurrent_execution;

import java.util.*;
import java.util.concurrent.*;

public final class FetchAll {

    public static <T> List<T> fetchAll(List<Callable<T>> calls) throws Throwable {
        var client = java.net.http.HttpClient.newHttpClient();
        client.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://localhost/"))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        return null;
    }

    private FetchAll() {}
}
