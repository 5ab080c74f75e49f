// rejected by: slowMember
// misconception: "synchronized methods are the safe choice": everybody waits while a slow member is
// told
// why: a lock is held while the slow member is told
package p13_websocket_chat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

public final class Broadcast {

    public interface Member {
        String name();

        void send(String message) throws IOException;
    }

    private final Set<Member> members = new HashSet<>();

    public synchronized void join(Member member) {
        members.add(member);
    }

    public synchronized void leave(Member member) {
        members.remove(member);
    }

    public synchronized void tell(String message) {
        for (Member member : List.copyOf(members)) {
            try {
                member.send(message);
            } catch (IOException | RuntimeException broken) {
                members.remove(member);
            }
        }
    }

    public synchronized Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
