package dev.signalbox.server.http;

import java.nio.file.Path;

/**
 * Where the certificate of a server lies, both files as PEM.
 *
 * @param certificate the certificate, followed by those between it and a root
 * @param key its private key, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
