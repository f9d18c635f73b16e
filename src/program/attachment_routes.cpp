#include "program/attachment_routes.hpp"

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "program/attachment_store.hpp"
#include "program/change.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"

namespace belfry::program {

namespace {

Result<http::Listing<Attachment>> list(const Services& services, const http::Call& call) {
    return services.database.read([&](store::Connection& db) -> Result<http::Listing<Attachment>> {
        const auto subject = subject_in(call, db);
        if (!subject) {
            return std::unexpected(subject.error());
        }
        const auto people = everybody(db);
        auto files = list_attachments(db, *subject);
        for (auto& file : files) {
            complete(people, file.by);
        }
        return http::Listing<Attachment>{std::move(files), {}};
    });
}

/// The file's name comes in the query, or in the header X-File-Name. Refuses hidden characters: a
/// name must not read as another.
Result<std::string> name_in(const http::Call& call) {
    const auto name = call.request.query_value("name").value_or(
        call.request.headers.find("X-File-Name").value_or("")
    );
    // Its length is cut, not refused: files bring their names along.
    if (auto shown = Checked().optional_line("name", name, name.size()).result(); !shown) {
        return std::unexpected(shown.error());
    }
    return safe_file_name(name);
}

Result<void> check_size(const std::string& content) {
    if (content.empty()) {
        return refuse(Refusal::Kind::invalid, "file_empty", "The file is empty.");
    }
    if (content.size() > most_attachment) {
        return refuse(Refusal::Kind::too_large, "file_too_large", "A file may have at most 25 MB.");
    }
    return {};
}

Result<Attachment> upload(const Services& services, const http::Call& call) {
    const auto& content = call.request.body;
    if (auto fits = check_size(content); !fits) {
        return std::unexpected(fits.error());
    }
    const auto name = name_in(call);
    if (!name) {
        return std::unexpected(name.error());
    }
    if (!is_as_named(*name, content)) {
        return refuse(
            Refusal::Kind::invalid,
            "file_not_as_named",
            "What is in the file is not of the kind that its name says."
        );
    }
    const auto digest = crypto::to_hex(crypto::sha256(content));
    const auto deed = deed_by(call, "attachment.create", {"attachment", 0});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<Attachment> {
        const auto subject = subject_in(call, writing.db());
        if (!subject) {
            return std::unexpected(subject.error());
        }
        Attachment file;
        file.id = {writing.object().id};
        file.object = subject->text();
        file.name = *name;
        file.media_type = media_type_of(file.name);
        file.size = static_cast<std::int64_t>(content.size());
        file.sha256 = digest;
        file.by = {call.caller.account, {}, {}};
        file.at = writing.at();
        file.revision = writing.revision();
        add_attachment(writing.db(), file, content);
        disclose_new(writing, file);
        keep_findable(writing.db(), {"attachment", file.id.value}, {file.name, {}});
        complete(accounts::PersonFinder(writing.db()), file.by);
        return file;
    });
}

http::Response download(const Services& services, const http::Call& call) {
    return services.database.read([&](store::Connection& db) {
        const auto file = find_attachment(db, call.id<Attachment>("attachment"));
        if (!file) {
            return http::problem_response(no_such_thing().error());
        }
        return http::download(content_of(db, *file), file->media_type, file->name);
    });
}

Result<void> remove(const Services& services, const http::Call& call) {
    const Id<Attachment> id = call.id<Attachment>("attachment");
    const record::Object object{"attachment", id.value};
    const auto there = services.database.read([&](store::Connection& db) {
        return find_attachment(db, id).has_value();
    });
    if (!there) {
        return no_such_thing();
    }
    const auto deed = change_by(call, "attachment.delete", object);
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
            if (!find_attachment(writing.db(), id)) {
                return no_such_thing();
            }
            delete_attachment(writing.db(), id);
            forget_findable(writing.db(), object);
            return {};
        });
    });
}

http::Access added_file_or_edits(const Services& services) {
    return may_edit().or_when(
        "whoever added the file",
        [&database = services.database](const http::Call& call) {
            const auto file = database.read([&](store::Connection& db) {
                return find_attachment(db, call.id<Attachment>("attachment"));
            });
            return file && file->by.id == call.caller.account && call.caller.may("program_see");
        }
    );
}

/// The owner of a task hands in the proof that it is done.
http::Access edits_or_has_the_task(const Services& services) {
    return may_edit().or_when(
        "the owner of the task it is for",
        [&database = services.database](const http::Call& call) {
            const auto subject = subject_named(call.request.query_value("object").value_or(""));
            if (!subject || subject->kind != "task" || !call.caller.may("program_see")) {
                return false;
            }
            const auto task =
                database.read([&](store::Connection& db) { return find_task(db, {subject->id}); });
            return task && task->owner && task->owner->id == call.caller.account;
        }
    );
}

void add_upload(http::Router& router, const Services& services) {
    http::Route route{
        http::Method::post,
        "/api/v1/attachments",
        edits_or_has_the_task(services),
        "Attaches a file: the body is its bytes.",
        [services](const http::Call& call) {
            return http::detail::answer<>(upload(services, call), 201);
        }
    };
    route.query = {
        {"object", "What it is for: `task/12`.", {}},
        {"name", "The file's name.", {}},
    };
    route.output = http::detail::SchemaOf<Attachment>::of;
    route.success = 201;
    route.input_type = "application/octet-stream";
    route.most_body = most_attachment;
    router.add(std::move(route));
}

void add_download(http::Router& router, const Services& services) {
    http::Route route{
        http::Method::get,
        "/api/v1/attachments/{attachment}/content",
        may_see(),
        "The file's bytes, always as a download.",
        std::bind_front(download, services)
    };
    route.output_type = "application/octet-stream";
    router.add(std::move(route));
}

}  // namespace

void add_attachment_routes(http::Router& router, const Services& services) {
    auto files = http::list<Attachment>(
        "/api/v1/attachments",
        may_see(),
        "Files on one thing, oldest first.",
        std::bind_front(list, services)
    );
    files.query.push_back({"object", "What they are on: `task/12`.", {}});
    router.add(std::move(files));
    add_upload(router, services);
    add_download(router, services);
    router.add(http::remove<void>(
        "/api/v1/attachments/{attachment}",
        added_file_or_edits(services),
        "Deletes a file.",
        std::bind_front(remove, services)
    ));
}

}  // namespace belfry::program
