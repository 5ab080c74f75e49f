/// The web server beside `scrape`: page 17 is the number 17, and blanks up to a kilobyte.
///
/// It takes its time from the processors that the clients need too. So it does as little as it can:
/// of HTTP it knows what a GET with keep-alive needs.
static final int LENGTH = 1_024;

void main() throws IOException {
    var server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> listen(server));
    IO.println("http://127.0.0.1:" + server.getLocalPort());
    System.in.transferTo(OutputStream.nullOutputStream()); // ends when the driver does
}

static void listen(ServerSocket server) {
    try {
        while (true) {
            var connection = server.accept();
            Thread.startVirtualThread(() -> serve(connection));
        }
    } catch (IOException broken) {
        throw new UncheckedIOException(broken);
    }
}

static void serve(Socket connection) {
    try (connection) {
        connection.setTcpNoDelay(true);
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
        var out = connection.getOutputStream();
        for (String request = in.readLine(); request != null; request = in.readLine()) {
            while (!in.readLine().isEmpty()) {} // its headers
            String number = request.split(" ")[1].substring(1);
            out.write(answer(number + " ".repeat(LENGTH - number.length())));
        }
    } catch (IOException gone) {
        // A client whose process ends does not say goodbye.
    }
}

static byte[] answer(String page) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + LENGTH;
    return (head + "\r\n\r\n" + page).getBytes();
}
