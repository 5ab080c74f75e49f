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

/// A check method as an explored program: each run makes a new instance of the check class, with
/// what belongs before and after each method.
final class Program implements Body {
    private InstrumentedClasses classes;
    private final String type;
    private final String method;

    Program(InstrumentedClasses classes, String type, String method) {
        this.classes = classes;
        this.type = type;
        this.method = method;
    }

    @Override
    public void run() throws Throwable {
        classes = classes.forNextRun();
        try {
            Class<?> check = Class.forName(type, true, classes);
            Object instance = newInstance(check);
            Deque<Class<?>> hierarchy = new ArrayDeque<>();
            for (Class<?> c = check; c.getClassLoader() == classes; c = c.getSuperclass()) {
                hierarchy.push(c);
            }
            for (Method before : annotated(hierarchy, BeforeEach.class)) {
                before.invoke(instance);
            }
            accessible(check.getDeclaredMethod(method)).invoke(instance);
            for (Method after : annotated(hierarchy, AfterEach.class)) {
                after.invoke(instance);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
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
