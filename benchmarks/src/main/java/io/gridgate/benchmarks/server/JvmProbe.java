package io.gridgate.benchmarks.server;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Looks into another JVM on this machine, over its management interface. Work of virtual threads is
 * seen as that of the threads that carry them.
 */
public final class JvmProbe implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private JvmProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        var server = connector.getMBeanServerConnection();
        threads =
                ManagementFactory.newPlatformMXBeanProxy(
                        server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        memory =
                ManagementFactory.newPlatformMXBeanProxy(
                        server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /**
     * Attaches.
     *
     * @param pid process id of a JVM of the same user
     * @return the way into it
     */
    @SuppressWarnings("BanJNDI") // the address comes from a process that we started ourselves
    public static JvmProbe attach(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                String address = machine.startLocalManagementAgent();
                return new JvmProbe(JMXConnectorFactory.connect(new JMXServiceURL(address)));
            } finally {
                machine.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into process " + pid, e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("cannot look into process " + pid, e);
        }
    }

    /** {@return bytes that all threads allocated on the heap since the start} */
    public long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** {@return bytes of the heap in use after a full collection} */
    public long liveBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException _) {
            // The other JVM has ended before; nothing is left to close.
        }
    }
}
