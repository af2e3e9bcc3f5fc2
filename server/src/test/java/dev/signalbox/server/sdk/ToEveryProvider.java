package dev.signalbox.server.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test that runs with a model of each provider's dialect, whole and streamed. */
@ParameterizedTest(name = "{0}, streamed: {1}")
@CsvSource({"gpt,false", "gpt,true", "claude,false", "claude,true", "gemini,false", "gemini,true"})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ToEveryProvider {}
