package workbook.testkit.explorer;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import workbook.testkit.explorer.run.Body;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.weave.InstrumentedClasses;

/// A check method as an explored program: each run makes a new instance of the check class, with
/// what belongs before and after each method.
final class Program implements Body {
    private final String type;
    private final String method;
    private InstrumentedClasses classes;
    private Prepared prepared;

    private record Prepared(
            Class<?> check, List<Method> before, Method method, List<Method> after) {}

    Program(InstrumentedClasses classes, String type, String method) {
        this.classes = classes;
        this.type = type;
        this.method = method;
    }

    @Override
    public void forgetStatics() {
        classes = classes.fresh();
        prepared = null;
    }

    @Override
    public void run() throws Throwable {
        if (prepared == null) {
            prepared = prepare();
        }
        try {
            Object instance = newInstance(prepared.check);
            Run run = Run.controlling();
            if (run != null && run.trace() != null) {
                run.trace().names().root(instance);
            }
            for (Method before : prepared.before) {
                before.invoke(instance);
            }
            prepared.method.invoke(instance);
            for (Method after : prepared.after) {
                after.invoke(instance);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Prepared prepare() throws ReflectiveOperationException {
        Class<?> check = Class.forName(type, false, classes);
        Deque<Class<?>> hierarchy = new ArrayDeque<>();
        for (Class<?> c = check; c.getClassLoader() == classes; c = c.getSuperclass()) {
            hierarchy.push(c);
        }
        List<Method> before = annotated(hierarchy, BeforeEach.class);
        return new Prepared(
                check,
                before,
                accessible(check.getDeclaredMethod(method)),
                annotated(hierarchy, AfterEach.class));
    }

    private static Object newInstance(Class<?> check) throws ReflectiveOperationException {
        boolean inner = check.isMemberClass() && !Modifier.isStatic(check.getModifiers());
        Constructor<?> constructor =
                inner
                        ? check.getDeclaredConstructor(check.getDeclaringClass())
                        : check.getDeclaredConstructor();
        constructor.setAccessible(true);
        return inner
                ? constructor.newInstance(newInstance(check.getDeclaringClass()))
                : constructor.newInstance();
    }

    private static List<Method> annotated(
            Iterable<Class<?>> hierarchy,
            Class<? extends java.lang.annotation.Annotation> annotation) {
        var methods = new ArrayList<Method>();
        for (Class<?> type : hierarchy) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(annotation)) {
                    methods.add(accessible(method));
                }
            }
        }
        return methods;
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }
}
