#pragma once

#include <functional>

#include "accounts/account_store.hpp"
#include "accounts/who_changed.hpp"
#include "http/route.hpp"
#include "program/deed.hpp"
#include "program/disclosure.hpp"
#include "program/findable.hpp"
#include "program/inbox_store.hpp"
#include "program/people.hpp"
#include "program/services.hpp"
#include "program/stored.hpp"
#include "program/subject.hpp"

/// The one way in which the programme's things are added, changed and deleted: the row, what the
/// record discloses of it and what search finds of it change together or not at all.
namespace belfry::program {

/// What a change makes of a thing. May write more in the same act, such as into inboxes.
template <class T>
using Rule = std::function<Result<T>(record::Writing&, T)>;

namespace detail {

template <class T>
http::Versioned<T> named(store::Connection& db, T thing) {
    if constexpr (requires { Stored<T>::complete(accounts::PersonFinder(db), thing); }) {
        Stored<T>::complete(accounts::PersonFinder(db), thing);
    }
    const auto revision = thing.revision;
    return {std::move(thing), revision};
}

/// Whether search finds the things of a kind; only on such do comments and files hang.
template <class T>
concept Found = requires(const T& thing) { Stored<T>::findable(thing); };

template <class T>
void find_it(store::Connection& db, const T& thing) {
    if constexpr (Found<T>) {
        keep_findable(
            db, {std::string(Stored<T>::kind), thing.id.value}, Stored<T>::findable(thing)
        );
    }
}

/// The entry is as confidential as what it is about says it is; what says nothing is amber.
template <class T>
void classify(record::Writing& writing, const T& thing) {
    if constexpr (requires { thing.tlp; }) {
        writing.classify(thing.tlp);
    }
}

/// Removes what hangs on an object: its comments and attachments, each by an entry of its own.
[[nodiscard]] Result<void> erase_hanging(
    record::Writing& writing, const record::Actor& actor, const record::Object& subject
);

}  // namespace detail

/// The thing that a route names, people with their names.
template <class T>
[[nodiscard]] Result<http::Versioned<T>> shown(const Services& services, Id<T> id) {
    return services.database.read([&](store::Connection& db) -> Result<http::Versioned<T>> {
        auto thing = Stored<T>::find(db, id);
        if (!thing) {
            return no_such_thing();
        }
        return detail::named(db, std::move(*thing));
    });
}

/// Adds what `make` makes. The thing's number and revision come from the record.
template <class T>
[[nodiscard]] Result<http::Versioned<T>> add(
    const Services& services, const http::Call& call, const Rule<T>& make
) {
    const std::string kind(Stored<T>::kind);
    const auto deed = deed_by(call, kind + ".create", {kind, 0});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<http::Versioned<T>> {
        const auto told = newest_notice(writing.db());
        T blank;
        blank.id = {writing.object().id};
        blank.revision = writing.revision();
        auto thing = make(writing, std::move(blank));
        if (!thing) {
            return std::unexpected(thing.error());
        }
        if constexpr (requires { Stored<T>::add(writing.db(), *thing, writing.at(), 0); }) {
            Stored<T>::add(writing.db(), *thing, writing.at(), call.caller.account);
        } else {
            Stored<T>::save(writing.db(), *thing);
        }
        disclose_new(writing, *thing);
        detail::find_it(writing.db(), *thing);
        detail::classify(writing, *thing);
        if (auto heard = tell_readers(writing, deed.actor, told); !heard) {
            return std::unexpected(heard.error());
        }
        return detail::named(writing.db(), std::move(*thing));
    });
}

/// Changes the thing that `deed` names by `rule`. Refuses what is not there, and (conflict) what
/// somebody else changed since.
template <class T>
[[nodiscard]] Result<http::Versioned<T>> change(
    const Services& services, const record::Deed& deed, const Rule<T>& rule
) {
    using Out = Result<http::Versioned<T>>;
    if (auto there = shown<T>(services, {deed.object.id}); !there) {
        return there;
    }
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Out {
            const auto before = Stored<T>::find(writing.db(), {deed.object.id});
            if (!before) {
                return no_such_thing();
            }
            const auto told = newest_notice(writing.db());
            auto after = rule(writing, *before);
            if (!after) {
                return std::unexpected(after.error());
            }
            after->revision = writing.revision();
            Stored<T>::save(writing.db(), *after);
            disclose_changes(writing, *before, *after);
            detail::find_it(writing.db(), *after);
            detail::classify(writing, *after);
            if (auto heard = tell_readers(writing, deed.actor, told); !heard) {
                return std::unexpected(heard.error());
            }
            return detail::named(writing.db(), std::move(*after));
        });
    });
}

/// The same for the thing that a route names, as the caller has seen it. `verb`: as in `update`.
template <class T>
[[nodiscard]] Result<http::Versioned<T>> change(
    const Services& services,
    const http::Call& call,
    Id<T> id,
    std::string_view verb,
    const Rule<T>& rule
) {
    const std::string kind(Stored<T>::kind);
    const auto deed = change_by(call, kind + '.' + std::string(verb), {kind, id.value});
    return change<T>(services, deed, rule);
}

/// Deletes a thing, as the caller has seen it, and what hangs on it. `may`: refuses what may not
/// go, such as what others rest on.
template <class T>
[[nodiscard]] Result<void> erase(
    const Services& services,
    const http::Call& call,
    Id<T> id,
    const std::function<Result<void>(record::Writing&)>& may = {}
) {
    const record::Object object{std::string(Stored<T>::kind), id.value};
    if (auto there = shown<T>(services, id); !there) {
        return std::unexpected(there.error());
    }
    const auto deed = change_by(call, object.kind + ".delete", object);
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
            if (!Stored<T>::find(writing.db(), id)) {
                return no_such_thing();
            }
            if (auto allowed = may ? may(writing) : Result<void>(); !allowed) {
                return allowed;
            }
            Stored<T>::erase(writing.db(), id);
            if constexpr (detail::Found<T>) {
                forget_findable(writing.db(), object);
                return detail::erase_hanging(writing, deed.actor, object);
            }
            return {};
        });
    });
}

}  // namespace belfry::program
