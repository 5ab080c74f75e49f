// rejected by: joinOnOtherThreads
// misconception: "who copies before the loop is safe": to copy is to iterate, and another thread
// adds meanwhile
// why: no HashSet is made for that
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

    public void join(Member member) {
        members.add(member);
    }

    public void leave(Member member) {
        members.remove(member);
    }

    public void tell(String message) {
        for (Member member : List.copyOf(members)) {
            try {
                member.send(message);
            } catch (IOException | RuntimeException broken) {
                members.remove(member);
            }
        }
    }

    public Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
