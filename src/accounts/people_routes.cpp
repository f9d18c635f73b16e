#include "accounts/cookie.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/people.hpp"
#include "accounts/routes.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;

template <class T>
Result<http::Versioned<T>> versioned(const Result<T>& person) {
    if (!person) {
        return std::unexpected(person.error());
    }
    return http::Versioned<T>{*person, person->revision};
}

/// Whoever takes over a browser that was left open shall not be able to hand out rights.
Access may_manage() {
    return Access::needs("people_manage").with_fresh_proof();
}

Seen seen_in(const Call& call, std::string_view parameter) {
    return {call.id<Account>(parameter), call.based_on()};
}

template <class E>
void read_choice(
    const Call& call, const char* name, std::optional<E>& out, json::Problems& problems
) {
    const auto text = call.request.query_value(name).value_or("");
    if (text.empty()) {
        return;
    }
    out = json::named<E>(text);
    if (!out) {
        problems.push_back({name, "not_one_of", "Choose one of those offered.", {}});
    }
}

Result<PeopleFilter> filter_of(const Call& call) {
    PeopleFilter filter{std::string(call.request.query_value("q").value_or("")), {}, {}};
    json::Problems problems;
    read_choice(call, "role", filter.role, problems);
    read_choice(call, "state", filter.state, problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return filter;
}

template <class E>
std::vector<std::string> choices() {
    std::vector<std::string> out;
    for (const auto value : json::all_of<E>()) {
        out.emplace_back(json::name_of(value));
    }
    return out;
}

http::Route people_route(Services& services) {
    auto route = http::list<Person>(
        "/api/v1/people",
        Access::needs("people_see"),
        "Lists everybody who has an account or is invited.",
        [&services](const Call& call) -> Result<http::Listing<Person>> {
            const auto filter = filter_of(call);
            if (!filter) {
                return std::unexpected(filter.error());
            }
            return http::Listing<Person>{list_people(services, *filter), {}};
        }
    );
    route.query.insert(
        route.query.begin(),
        {{"q", "Part of a name, address, title or agency.", {}},
         {"role", "Who has this role.", choices<Role>()},
         {"state", "Who is in this state.", choices<PersonState>()}}
    );
    return route;
}

/// An action without a body on a person as the caller has seen them.
template <class Out, class Act>
http::Route person_action(const char* name, const char* summary, Act act) {
    return http::conditional(http::without_body<Out>(
        http::Method::post,
        std::string("/api/v1/people/{person}/") + name,
        may_manage(),
        summary,
        [act](const Call& call) { return act(call, seen_in(call, "person")); }
    ));
}

void add_person_routes(http::Router& router, Services& services) {
    router.add(people_route(services));
    router.add(http::get<http::Versioned<Person>>(
        "/api/v1/people/{person}",
        Access::needs("people_see")
            .or_when(
                "the person",
                [](const Call& call) { return call.number("person") == call.caller.account; }
            ),
        "Shows one person.",
        [&services](const Call& call) {
            return versioned(find_person(services, call.id<Account>("person")));
        }
    ));
    router.add(http::patch<PersonChange, http::Versioned<PersonChanged>>(
        "/api/v1/people/{person}",
        may_manage(),
        "Changes somebody's name, title, agency and roles.",
        [&services](const Call& call, const PersonChange& change) {
            return versioned(change_person(services, acting(call), seen_in(call, "person"), change)
            );
        }
    ));
}

void add_person_actions(http::Router& router, Services& services) {
    router.add(person_action<http::Versioned<PersonChanged>>(
        "disabling",
        "Keeps somebody out, at once; what they did stays.",
        [&services](const Call& call, const Seen& person) {
            return versioned(disable_person(services, acting(call), person));
        }
    ));
    router.add(person_action<http::Versioned<PersonChanged>>(
        "enabling",
        "Lets somebody in again.",
        [&services](const Call& call, const Seen& person) {
            return versioned(enable_person(services, acting(call), person));
        }
    ));
    router.add(person_action<SecretLink>(
        "reset-link",
        "Makes a link with which somebody sets a new password.",
        [&services](const Call& call, const Seen& person) {
            const auto base = link_base(services, origin_of(call.request));
            return make_reset_link(services, acting(call), person, base);
        }
    ));
    router.add(person_action<SessionsEnded>(
        "sign-out-everywhere",
        "Ends all sessions of somebody.",
        [&services](const Call& call, const Seen& person) {
            return sign_out_everywhere(services, acting(call), person);
        }
    ));
}

void add_session_views(http::Router& router, Services& services) {
    router.add(http::list<Session>(
        "/api/v1/people/{person}/sessions",
        Access::needs("people_manage"),
        "Lists where somebody is signed in.",
        [&services](const Call& call) -> Result<http::Listing<Session>> {
            auto sessions = sessions_of(services, acting(call), call.id<Account>("person"));
            if (!sessions) {
                return std::unexpected(sessions.error());
            }
            return http::Listing<Session>{std::move(*sessions), {}};
        }
    ));
    router.add(http::end<void>(
        "/api/v1/people/{person}/sessions/{session}",
        may_manage(),
        "Ends one of somebody's sessions.",
        [&services](const Call& call) {
            return end_session_of(
                services, acting(call), call.id<Account>("person"), call.id<Session>("session")
            );
        }
    ));
}

void add_invitation_routes(http::Router& router, Services& services) {
    router.add(http::list<Invitation>(
        "/api/v1/invitations",
        Access::needs("people_manage"),
        "Lists who is invited and has not come yet.",
        [&services](const Call&) -> Result<http::Listing<Invitation>> {
            return http::Listing<Invitation>{list_invitations(services), {}};
        }
    ));
    router.add(http::post<NewInvitation, InvitationMade>(
        "/api/v1/invitations",
        may_manage(),
        "Invites somebody by a link, sent by e-mail where Belfry sends any.",
        [&services](const Call& call, const NewInvitation& wish) {
            const auto base = link_base(services, origin_of(call.request));
            return invite(services, acting(call), wish, base);
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/invitations/{invitation}",
        Access::needs("people_manage"),
        "Withdraws an invitation: its link is dead.",
        [&services](const Call& call) {
            return withdraw_invitation(services, acting(call), seen_in(call, "invitation"));
        }
    ));
}

}  // namespace

void add_people_routes(http::Router& router, Services& services) {
    add_person_routes(router, services);
    add_person_actions(router, services);
    add_session_views(router, services);
    add_invitation_routes(router, services);
    router.add(http::list<RoleRow>(
        "/api/v1/roles",
        Access::signed_in(),
        "Lists the roles and what each may do.",
        [](const Call& call) -> Result<http::Listing<RoleRow>> {
            return http::Listing<RoleRow>{role_rows(call.caller.language), {}};
        }
    ));
}

}  // namespace belfry::accounts
