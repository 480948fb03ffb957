package io.gridgate.app.settings;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.accept.mapping.Template;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.Secret;
import io.gridgate.auth.webhook.SigningTemplate;
import io.gridgate.filter.FilterOperator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class Kinds {

    private Kinds() {}

    static Kind<String> text(String allowed, Predicate<String> within) {
        return new Kind<>(allowed, Kinds::textOf, within, Function.identity(), false);
    }

    static Kind<Integer> integer(String unit, int min, int max) {
        return new Kind<>(
                unit + ", " + min + " to " + max,
                Kinds::integerOf,
                value -> value >= min && value <= max,
                String::valueOf,
                false);
    }

    static Kind<Boolean> flag() {
        return new Kind<>("true or false", Kinds::booleanOf, _ -> true, String::valueOf, false);
    }

    static Kind<Duration> duration(Duration min, Duration max) {
        return new Kind<>(
                "ISO 8601 duration, " + show(min) + " to " + show(max),
                (node, references) -> durationOf(textOf(node, references)),
                value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                Kinds::show,
                false);
    }

    static Kind<URI> httpsUrl() {
        return new Kind<>(
                "https URL without path or query",
                (node, references) -> URI.create(textOf(node, references)),
                value -> isRoot(value, "https"),
                URI::toString,
                false);
    }

    static Kind<URI> uri(String allowed, Predicate<URI> within) {
        return new Kind<>(
                allowed,
                (node, references) -> URI.create(textOf(node, references)),
                value ->
                        value.isAbsolute()
                                && !value.isOpaque()
                                && value.getRawUserInfo() == null
                                && value.getRawQuery() == null
                                && value.getRawFragment() == null
                                && within.test(value),
                URI::toString,
                false);
    }

    /** An address that may hold a secret in its query, so it is never shown. */
    static Kind<URI> targetUrl() {
        return new Kind<>(
                "http or https URL with a host",
                (node, references) -> URI.create(textOf(node, references)),
                value ->
                        ("http".equals(value.getScheme()) || "https".equals(value.getScheme()))
                                && value.getHost() != null
                                && value.getRawUserInfo() == null
                                && value.getRawFragment() == null,
                URI::toString,
                true);
    }

    static Kind<FilterOperator> filterOperator() {
        return new Kind<>(
                Arrays.stream(FilterOperator.values())
                        .map(each -> "`" + each.word() + "`")
                        .collect(Collectors.joining(", ")),
                (node, references) ->
                        FilterOperator.of(textOf(node, references))
                                .orElseThrow(() ->
                                        new IllegalArgumentException("no operator of Event Grid")),
                _ -> true,
                FilterOperator::word,
                false);
    }

    /** Text as it is; a number, a boolean or a list as JSON. */
    static Kind<String> scalar(String allowed, Predicate<String> within) {
        return new Kind<>(
                allowed,
                (node, references) ->
                        node.isTextual() ? references.expand(node.textValue()) : node.toString(),
                within,
                Function.identity(),
                false);
    }

    static Kind<Path> path() {
        return new Kind<>(
                "path, relative to the settings file",
                (node, references) -> references.path(textOf(node, references)),
                _ -> true,
                Path::toString,
                false);
    }

    static Kind<Secret> secret(int lengthMin) {
        return new Kind<>(
                "secret of at least " + lengthMin + " bytes, as text, `${NAME}` or `file:path`",
                (node, references) -> references.secret(textOf(node, references)),
                value -> value.length() >= lengthMin,
                Secret::toString,
                true);
    }

    static Kind<LiveSecret> liveSecret(int lengthMin) {
        return LiveSecretKind.of(lengthMin);
    }

    static Kind<Template> template() {
        return new Kind<>(
                "template of at most " + Template.LENGTH_MAX + " characters",
                (node, references) -> new Template(textOf(node, references)),
                _ -> true,
                Template::toString,
                false);
    }

    static Kind<SigningTemplate> signingTemplate() {
        return new Kind<>(
                "template of at most " + SigningTemplate.LENGTH_MAX + " characters",
                (node, references) -> new SigningTemplate(textOf(node, references)),
                _ -> true,
                SigningTemplate::toString,
                false);
    }

    static Kind<String> pointer() {
        return text("JSON Pointer, such as `/order`", Template::isPointer);
    }

    static Kind<URI> origin() {
        return new Kind<>(
                "http or https URL without path or query",
                (node, references) -> URI.create(textOf(node, references)),
                value -> isRoot(value, "https") || isRoot(value, "http"),
                URI::toString,
                false);
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String allowed =
                constants.stream().map(Kinds::show).collect(Collectors.joining("`, `", "`", "`"));
        return new Kind<>(
                allowed,
                (node, references) -> {
                    String text = textOf(node, references);
                    return constants.stream()
                            .filter(constant -> show(constant).equals(text))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no such choice"));
                },
                _ -> true,
                Kinds::show,
                false);
    }

    static <T> Kind<List<T>> listOf(Kind<T> item, int max) {
        return new Kind<>(
                "list of at most " + max + ", each: " + item.allowed(),
                (node, references) -> {
                    if (!node.isArray()) {
                        throw new IllegalArgumentException("not a list");
                    }
                    List<T> values = new ArrayList<>();
                    node.forEach(element -> values.add(item.parse(element, references)));
                    return List.copyOf(values);
                },
                values ->
                        values.size() <= max
                                && new HashSet<>(values).size() == values.size()
                                && values.stream().allMatch(item.within()),
                values -> values.stream().map(item.show()).toList().toString(),
                item.secret());
    }

    private static String textOf(JsonNode node, References references) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(
                    node.isValueNode() && !node.isNull() ? "not text; quote it" : "not text");
        }
        return references.expand(node.textValue());
    }

    private static int integerOf(JsonNode node, References references) {
        if (node.isTextual()) {
            return Integer.parseInt(references.expand(node.textValue()));
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException("not a whole number");
        }
        return node.intValue();
    }

    private static boolean booleanOf(JsonNode node, References references) {
        String text = node.isTextual() ? references.expand(node.textValue()) : node.asText();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Duration durationOf(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration such as PT30S or P3D", e);
        }
    }

    private static boolean isRoot(URI url, String scheme) {
        String path = url.getRawPath();
        return scheme.equals(url.getScheme())
                && url.getHost() != null
                && (path == null || path.isEmpty() || path.equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }

    static String show(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String show(Duration duration) {
        boolean wholeDays = duration.isPositive() && duration.toMillis() % 86_400_000 == 0;
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }
}
