// rejected by: oneFails
// misconception: "a loop by index notices no change": it skips the one that has moved up
// why: its removal made the loop skip one
package p13_websocket_chat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

public final class Broadcast {

    public interface Member {
        String name();

        void send(String message) throws IOException;
    }

    private final List<Member> members = new CopyOnWriteArrayList<>();

    public void join(Member member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }

    public void leave(Member member) {
        members.remove(member);
    }

    public void tell(String message) {
        for (int place = 0; place < members.size(); place++) {
            Member member = members.get(place);
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
