// rejected by: oneFails
// misconception: "the failure is caught, so the loop goes on": it goes on behind the try
// why: the failure of one member ended the loop
package p13_websocket_chat;

import java.io.IOException;
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
        Member asked = null;
        try {
            for (Member member : members) {
                asked = member;
                member.send(message);
            }
        } catch (IOException | RuntimeException broken) {
            members.remove(asked);
        }
    }

    public Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
