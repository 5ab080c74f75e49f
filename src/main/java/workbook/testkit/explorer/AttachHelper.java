package workbook.testkit.explorer;

import com.sun.tools.attach.VirtualMachine;

/// Runs in a JVM of its own and loads an agent into another: `AttachHelper <pid> <agent jar>`.
final class AttachHelper {
    private AttachHelper() {}

    public static void main(String[] arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try {
            machine.loadAgent(arguments[1]);
        } finally {
            machine.detach();
        }
    }
}
