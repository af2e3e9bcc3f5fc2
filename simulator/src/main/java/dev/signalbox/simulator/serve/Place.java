package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Address;

/** Who answers a request, and what its address says. */
record Place(Speaker speaker, Address address) {}
