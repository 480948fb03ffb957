package io.gridgate.auth;

import com.nimbusds.jwt.JWTClaimsSet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads roles and scopes: {@code roles} as a list, {@code scp} and {@code scope} as words. */
final class BearerRoles {

    private BearerRoles() {}

    static Set<Permission> permissions(JWTClaimsSet claims, BearerSettings settings) {
        Set<String> held = new HashSet<>();
        collect(held, claims.getClaim("roles"));
        collect(held, claims.getClaim("scp"));
        collect(held, claims.getClaim("scope"));
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        grant(permissions, Permission.SEND, settings.sendRole(), held);
        grant(permissions, Permission.RECEIVE, settings.receiveRole(), held);
        return permissions;
    }

    private static void grant(
            Set<Permission> to, Permission permission, Optional<String> role, Set<String> held) {
        if (role.isEmpty() || held.contains(role.get())) {
            to.add(permission);
        }
    }

    private static void collect(Set<String> held, Object claim) {
        if (claim instanceof String words) {
            held.addAll(Arrays.asList(words.split(" ")));
        } else if (claim instanceof List<?> list) {
            list.forEach(item -> held.add(String.valueOf(item)));
        }
    }
}
