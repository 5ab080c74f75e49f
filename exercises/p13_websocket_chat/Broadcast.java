package p13_websocket_chat;

import java.io.IOException;
import java.util.Set;

/// # To everybody, whatever happens to one
///
/// *Implement · 5 minutes*
///
/// A news site tells its visitors what happens, each by a line of their own. Lines break, visitors
/// come and go. Write the list of those who are there, and the loop that tells them.
///
/// - `tell` sends the message to every member. When it returns, all have been asked.
/// - A member whose `send` fails, in whatever way, is removed. The others get the message all the
///   same, and whoever called `tell` notices nothing.
/// - Members join and leave at any time: on other threads, or while `tell` is sending. A member
///   that is slow keeps nobody from joining or leaving.
/// - Who joins or leaves while `tell` is running may get its message or not.
public final class Broadcast {

    /// Somebody who is told. Equal only to itself.
    public interface Member {
        String name();

        /// Sends one message; may take a while.
        void send(String message) throws IOException;
    }

    /// Nothing happens if the member is there already.
    public void join(Member member) {
        throw new UnsupportedOperationException("TODO: keep the member");
    }

    /// Nothing happens if the member is not there.
    public void leave(Member member) {
        throw new UnsupportedOperationException("TODO: forget the member");
    }

    /// Sends the message to every member.
    public void tell(String message) {
        throw new UnsupportedOperationException("TODO: send it to all, whatever happens to one");
    }

    /// @return the names of those who are there now
    public Set<String> names() {
        throw new UnsupportedOperationException("TODO: the names of the members");
    }
}
