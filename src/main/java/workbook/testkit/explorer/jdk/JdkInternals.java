package workbook.testkit.explorer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/// Private members of JDK 25's own classes, which the agent has opened. Every method ends with an
/// [IllegalStateException] that names the JDK it wants if there is no such member.
public final class JdkInternals {
    private JdkInternals() {}

    public static Class<?> type(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw unknown(e);
        }
    }

    public static VarHandle field(String owner, String name, Class<?> type) {
        try {
            Class<?> declaring = type(owner);
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .findVarHandle(declaring, name, type);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    static VarHandle staticField(String owner, String name, Class<?> type) {
        try {
            Class<?> declaring = type(owner);
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .findStaticVarHandle(declaring, name, type);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    public static Method method(Class<?> owner, String name, Class<?>... parameters) {
        try {
            Method method = owner.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw unknown(e);
        }
    }

    /// Calls a method, and throws what it throws if that is unchecked.
    ///
    /// @param receiver null for a static method
    public static Object invoke(Method method, Object receiver, Object... arguments) {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw unknown(e);
        }
    }

    static IllegalStateException unknown(Throwable cause) {
        return new IllegalStateException("this is not the JDK 25 that the explorer knows", cause);
    }
}
