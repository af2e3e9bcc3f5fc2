package dev.signalbox.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals of this process.
 *
 * <p>The only way to them is {@code sun.misc.Signal} of the module {@code jdk.unsupported}. The compiler warns of each use
 * and that warning cannot be narrowed, so it is reached by reflection. Windows has no SIGHUP; there nothing is registered.
 */
final class ProcessSignals implements Signals {

    @Override
    public void on(Signal signal, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlers.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(action, arguments);
                        }
                        action.run();
                        return null;
                    });
            Object named = signals.getConstructor(String.class).newInstance(signal.name());
            signals.getMethod("handle", signals, handlers).invoke(null, named, handler);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException && signal == Signal.HUP)) {
                throw new IllegalStateException("cannot listen to SIG" + signal, e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot listen to SIG" + signal, e);
        }
    }
}
