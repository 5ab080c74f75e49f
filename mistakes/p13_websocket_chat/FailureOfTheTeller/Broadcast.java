// rejected by: oneFails
// misconception: "a failure belongs to whoever sends": it belongs to the line that is broken
// why: the failure of one member reached whoever called tell
package p13_websocket_chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

public final class Broadcast {

    public interface Member {
        String name();

        void send(String message) throws IOException;
    }

    // May be changed while it is iterated, and locks nobody out while a member is slow.
    private final Set<Member> members = ConcurrentHashMap.newKeySet();

    public void join(Member member) {
        members.add(member);
    }

    public void leave(Member member) {
        members.remove(member);
    }

    public void tell(String message) {
        for (Member member : members) {
            try {
                member.send(message);
            } catch (IOException broken) {
                members.remove(member);
                throw new UncheckedIOException(broken);
            }
        }
    }

    public Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
