// rejected by: changedMeanwhile
// misconception: "a synchronized set may be changed at any time": its methods are guarded, a loop
// over it is not
// why: the loop goes over a collection that is changed meanwhile
package p13_websocket_chat;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

public final class Broadcast {

    public interface Member {
        String name();

        void send(String message) throws IOException;
    }

    private final Set<Member> members = Collections.synchronizedSet(new LinkedHashSet<>());

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
                members.remove(member);
            }
        }
    }

    public Set<String> names() {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }
}
