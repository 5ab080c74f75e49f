package workbook.timeline;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/// Makes a timeline draw itself where a Jupyter kernel shows the value of a cell.
///
/// JJava and its forerunner IJava have the same renderer under different names. It is found by
/// reflection, so that neither is on the class path of this project. Without a kernel, or in one of
/// another make, the value shows as [Timeline#toString].
final class Notebook {
    /// The class that knows the running kernel, and its method.
    private static final Map<String, String> KERNELS =
            Map.of(
                    "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel",
                    "io.github.spencerpark.ijava.IJava", "getKernelInstance");

    /// JupyterLab puts an `image/svg+xml` into an `<img>`, which keeps the page's theme and the
    /// tips out. As HTML the picture is a part of the page.
    private static final String PICTURE = "text/html";

    private static boolean isInstalled;

    private Notebook() {}

    static synchronized void install() {
        if (!isInstalled) {
            KERNELS.forEach(Notebook::install);
        }
    }

    private static void install(String type, String method) {
        try {
            var kernel = Class.forName(type).getMethod(method).invoke(null);
            if (kernel != null) {
                var renderer = call(kernel, "getRenderer");
                var registration = call(renderer, "createRegistration", Timeline.class);
                var preferring = registration.getClass().getMethod("preferring", String[].class);
                preferring.invoke(registration, (Object) new String[] {PICTURE});
                register(registration);
                isInstalled = true;
            }
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // Not this kernel, or only its interfaces: what an author's build is compiled with.
        } catch (ReflectiveOperationException e) {
            System.getLogger(Notebook.class.getName())
                    .log(Level.WARNING, "this kernel will show timelines as text", e);
        }
    }

    /// The kernel's `RenderFunction` is an interface that is known only now.
    private static void register(Object registration) throws ReflectiveOperationException {
        for (var method : registration.getClass().getMethods()) {
            if (method.getName().equals("register") && method.getParameterCount() == 1) {
                var function = method.getParameterTypes()[0];
                var render =
                        Proxy.newProxyInstance(
                                function.getClassLoader(),
                                new Class<?>[] {function},
                                (_, called, arguments) -> render(called, arguments));
                method.invoke(registration, render);
            }
        }
    }

    /// `render(timeline, context)`
    private static Object render(Method called, Object[] arguments)
            throws ReflectiveOperationException {
        if (called.getName().equals("render") && arguments[0] instanceof Timeline timeline) {
            var output = call(arguments[1], "getOutputContainer");
            call(output, "putHTML", timeline.svg());
            call(output, "putText", timeline.toString());
        }
        return null;
    }

    private static Object call(Object target, String name, Object... arguments)
            throws ReflectiveOperationException {
        var types = new Class<?>[arguments.length];
        for (int index = 0; index < arguments.length; index++) {
            types[index] = arguments[index].getClass();
        }
        return target.getClass().getMethod(name, types).invoke(target, arguments);
    }
}
