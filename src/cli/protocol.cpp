#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "accounts/key_file.hpp"
#include "cli/commands.hpp"
#include "cli/services.hpp"
#include "rehearsal/contact_store.hpp"
#include "rehearsal/protocol_desk.hpp"
#include "rehearsal/protocol_pages.hpp"

/// The emergency protocol of a plan: `plans protocol`.
namespace belfry::cli {

namespace {

using rehearsal::Protocol;

void write_as(
    const ProtocolWish& wish,
    const Protocol& protocol,
    const program::Words& words,
    const documents::Sink& sink
) {
    const auto size = wish.paper == "a4" ? documents::PaperSize::a4 : documents::PaperSize::letter;
    const auto copies = wish.sets ? rehearsal::Copies::sets : rehearsal::Copies::masters;
    if (wish.format == "docx") {
        sink(rehearsal::to_docx(protocol, copies, size, words));
    } else if (wish.format == "json") {
        sink(boost::json::serialize(json::write(protocol)));
    } else {
        rehearsal::write_html(protocol, copies, size, words, sink);
    }
}

void check_written(bool good, const std::string& name) {
    if (!good) {
        throw std::system_error(errno, std::generic_category(), name);
    }
}

/// Whole or not at all: it has its name once it is complete.
void write_file(const ProtocolWish& wish, const Protocol& protocol, const program::Words& words) {
    const auto unfinished = wish.output + ".part";
    try {
        std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
        check_written(file.good(), wish.output);
        write_as(wish, protocol, words, [&](std::string_view part) { file << part; });
        check_written(static_cast<bool>(file.flush()), wish.output);
        file.close();
        std::filesystem::rename(unfinished, wish.output);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw;
    }
}

/// The key file, where there is one: contacts are sealed with it.
std::optional<crypto::SealingKey> key_there(web::House& house) {
    if (!std::filesystem::exists(house.place.key())) {
        return {};
    }
    const auto key = accounts::open_key_file(house.place.key(), house.random);
    return key ? std::optional(*key) : std::nullopt;
}

}  // namespace

int plan_protocol(const web::Place& place, const ProtocolWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const program::Words words(text::Catalog::embedded(), wish.language);
        const auto key = key_there(house);
        const auto protocol = house.database->read([&](store::Connection& db) {
            auto contacts = key ? rehearsal::load_contacts(db, *key).contacts
                                : std::vector<rehearsal::ProtocolContact>();
            return rehearsal::protocol_now(db, {wish.plan}, wish.site, std::move(contacts), words);
        });
        if (!protocol) {
            return out.refuse(protocol.error());
        }
        if (wish.output.empty()) {
            write_as(wish, *protocol, words, [](std::string_view part) {
                check_written(
                    std::fwrite(part.data(), 1, part.size(), stdout) == part.size(), "output"
                );
            });
            return done;
        }
        write_file(wish, *protocol, words);
        out.say(
            fmt::format(
                "Wrote the protocol of “{}” for {} polling place{} to {}.",
                protocol->plan,
                protocol->sites.size(),
                protocol->sites.size() == 1 ? "" : "s",
                wish.output
            ),
            {{"plan", wish.plan}, {"sites", protocol->sites.size()}, {"file", wish.output}}
        );
        return done;
    });
}

}  // namespace belfry::cli
