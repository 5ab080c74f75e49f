package workbook.testkit.explorer;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import workbook.testkit.AllSchedules;
import workbook.testkit.explorer.run.Body;

/// Runs a check method under exploration in place of JUnit's own call, and publishes what a pass is
/// worth as the report entry `strength`.
public final class ScheduleExtension implements InvocationInterceptor {
    /// The configuration parameter that names one schedule to run instead of all.
    public static final String REPLAY = "workbook.replay";

    /// The key of the report entry that says what a pass is worth.
    public static final String STRENGTH = "strength";

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context) {
        invocation.skip();
        Method method = call.getExecutable();
        if (method.getParameterCount() > 0) {
            throw new ExtensionConfigurationException(
                    "an @AllSchedules method has no parameters: " + method.getName());
        }
        Settings settings = settings(method.getAnnotation(AllSchedules.class));
        Body program =
                new Program(
                        CompiledClasses.exploring(call.getTargetClass()),
                        call.getTargetClass().getName(),
                        method.getName());
        String replay = context.getConfigurationParameter(REPLAY).orElse("");
        if (replay.isEmpty()) {
            context.publishReportEntry(STRENGTH, Explorer.explore(settings, program).text());
        } else {
            Explorer.replay(settings, program, replay);
            context.publishReportEntry(STRENGTH, "one schedule, " + replay);
        }
    }

    private static Settings settings(AllSchedules check) {
        Bound bound = Bound.automatic();
        if (check.preemptions() != AllSchedules.UNSET) {
            bound = new Bound.Preemptions(check.preemptions());
        } else if (check.delays() != AllSchedules.UNSET) {
            bound = new Bound.Delays(check.delays());
        } else if (check.samples() != AllSchedules.UNSET) {
            bound = new Bound.Sample(check.samples(), check.seed());
        }
        Settings settings = Settings.standard().with(bound).withMaxSchedules(check.maxSchedules());
        settings = check.slowTime() ? settings.withSlowTime() : settings;
        return check.bodyOnly() ? settings.withBodyOnly() : settings;
    }
}
