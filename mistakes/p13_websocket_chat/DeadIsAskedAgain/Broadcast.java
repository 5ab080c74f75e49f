// rejected by: theFailedIsRemoved
// misconception: "a failure that is caught is dealt with": the dead line is asked again by each
// message
// why: it stayed in the list after it had failed
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
        for (Member member : members) {
            try {
                member.send(message);
            } catch (IOException | RuntimeException broken) {
                // The others get it all the same.
            }
        }
    }

    public Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
