#include "simulated_witness.hpp"

#include <algorithm>
#include <bit>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/bug.hpp"
#include "base/percent_encoding.hpp"
#include "demand.hpp"
#include "record/verify.hpp"
#include "store/backup.hpp"
#include "transparency/cosigner.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"

namespace belfry::faults {

namespace {

using crypto::merkle::Head;
using transparency::Alarm;
using transparency::AlarmKind;

store::Migrations migrations_of_a_witness() {
    return store::joined({store::migrations_from(record::sql_files()), transparency::migrations()});
}

/// Data as the migrations leave them, made once: three are begun for each seed.
void begin_data(const std::filesystem::path& file) {
    static const auto blank = [&] {
        auto place = file;
        place += ".blank";
        const store::Location location{store::Engine::sqlite, place, {}, {}};
        demand(
            store::open(location, migrations_of_a_witness()).has_value(), "no data can be begun"
        );
        std::ostringstream bytes;
        bytes << std::ifstream(place, std::ios::binary).rdbuf();
        return bytes.str();
    }();
    std::ofstream(file, std::ios::binary) << blank;
}

/// Where the held size is a power of two a consistency proof leaves the old root out: such a fork
/// is not cosigned, and the log's tiles prove it (docs/transparency.md).
bool proof_shows_old_root(const Head& held) {
    return !std::has_single_bit(held.size);
}

/// Whether a submission with a true proof of its own history shows the witness a fork.
bool shows_a_fork(const Delivery& delivery, const Histories& histories) {
    const auto& held = delivery.held_before;
    const auto& head = delivery.checkpoint.checkpoint.head;
    if (!held || held->size == 0 || histories.go_together(*held, head)) {
        return false;
    }
    return head.size == held->size ||
           (head.size > held->size && delivery.true_proof &&
            delivery.submission.old_size == held->size && proof_shows_old_root(*held));
}

/// The same key under the name of another epoch.
transparency::VerifierKey named(transparency::VerifierKey key, const std::string& origin) {
    key.name = origin;
    return key;
}

bool contains(
    const std::map<std::string, std::vector<Head>>& heads,
    const std::string& origin,
    const Head& head
) {
    const auto found = heads.find(origin);
    return found != heads.end() && std::ranges::find(found->second, head) != found->second.end();
}

}  // namespace

SimulatedWitness::SimulatedWitness(
    std::string name,
    transparency::PeerLevel level,
    std::filesystem::path folder,
    const Clock& clock,
    std::uint64_t seed
)
    : name_(std::move(name)),
      level_(level),
      folder_(std::move(folder) / name_),
      clock_(clock),
      random_(seed),
      disk_(SimulatedDisk::install()) {
    std::filesystem::create_directories(folder_);
    random_.fill(key_);
    begin_data(folder_ / "belfry.db");
    disk_.forget(name_);  // as if it had always been there, in the first run as in all others
    start();
}

transparency::PeerWish SimulatedWitness::wish() const {
    return {
        .name = name_,
        .level = level_,
        .url = fmt::format("https://{}.example/witness", name_),
        .log_key = "",
        .witness_key = keys_->identity.witness_key
    };
}

transparency::Services SimulatedWitness::services() {
    return {*database_, *record_, clock_, random_, key_, [this](store::Connection&) {
                return fmt::format("https://{}.example", name_);
            }};
}

void SimulatedWitness::start() {
    auto opened = store::open(
        {store::Engine::sqlite, folder_ / "belfry.db", {}, {}}, migrations_of_a_witness()
    );
    must(opened.has_value(), "the data are refused");
    database_ = std::move(opened->database);
    record_ =
        std::make_unique<record::Record>(*database_, std::move(opened->writer), clock_, random_);
    auto keys = transparency::open_keys(services());
    must(keys.has_value(), "its keys are refused");
    must(!keys_ || keys_->identity.witness_key == keys->identity.witness_key, "it has a new key");
    keys_ = std::move(*keys);
}

void SimulatedWitness::stop() {
    untouched_ = false;
    record_.reset();
    database_.reset();
}

// ---- what reaches it

std::expected<http::Reply, std::string> SimulatedWitness::ask(const http::Question& question) {
    const std::unexpected<std::string> silent("nobody answered in time");
    if (reach == Reach::away) {
        return silent;
    }
    if (reach == Reach::late) {
        if (!question.body.empty()) {
            late_.push_back(question.body);
        }
        return silent;
    }
    auto said = answer(question);
    if (reach == Reach::answers_lost) {
        return silent;
    }
    if (question.body.empty() && said.status == 200) {
        const auto note = transparency::read_note(said.body);
        shown_.push_back(transparency::read_checkpoint(note.value().text).value().head);
    }
    return said;
}

http::Reply SimulatedWitness::answer(const http::Question& question) {
    if (!question.body.empty()) {
        deliver(question.body);
        return {deliveries_.back().status, deliveries_.back().answer};
    }
    const auto asked = question.url.substr(question.url.find('=') + 1);
    const auto origin = std::ranges::find_if(origins_, [&](const std::string& known) {
        return percent_encoded(known) == asked;
    });
    const auto named = origin == origins_.end() ? std::string("unknown") : *origin;
    const auto answer = question.url.contains("?after=")
                            ? transparency::later_checkpoint(services(), named)
                            : transparency::held_checkpoint(services(), named);
    return {answer.status, std::get<std::string>(answer.body)};
}

void SimulatedWitness::deliver(const std::string& body, bool true_proof) {
    untouched_ = false;
    Delivery out;
    out.true_proof = true_proof;
    out.submission = transparency::read_submission(body).value();
    out.checkpoint.note = transparency::read_note(out.submission.checkpoint).value();
    out.checkpoint.checkpoint = transparency::read_checkpoint(out.checkpoint.note.text).value();
    const auto& origin = out.checkpoint.checkpoint.origin;
    origins_.insert(origin);
    out.knew_the_log = transparency::verifier_key(memory_.pinned).value().name == origin;
    out.held_before = held(origin);
    try {
        const BugsAreThrown alone;
        const auto answer = transparency::add_checkpoint(
            services(),
            *keys_,
            [](record::Writing&, const Alarm&) {},
            [&](const transparency::Doubt& doubt) { out.doubt = doubt; },
            body
        );
        out.status = answer.status;
        out.answer = std::get<std::string>(answer.body);
    } catch (const store::SqlError& failure) {
        out.failed = true;
        out.status = 500;
        out.answer = failure.what();
    } catch (const std::exception& bug) {
        out.status = 500;
        out.answer = bug.what();
    }
    out.held_after = held(origin);
    if (out.status != 200) {
        out.alarms = database_->read(transparency::open_alarms);
    }
    deliveries_.push_back(std::move(out));
}

void SimulatedWitness::deliver_late_ones() {
    for (const auto& body : std::exchange(late_, {})) {
        deliver(body);
    }
}

// ---- what happens to it

void SimulatedWitness::pin(const std::string& log_key) {
    if (memory_.pinned == log_key) {
        return;
    }
    mend_disk();
    auto peer = transparency::checked(
        {.name = "The city",
         .level = transparency::PeerLevel::city,
         .url = "https://vote.city.example/witness",
         .log_key = log_key,
         .witness_key = ""}
    );
    const auto pinned = record_->write(
        {record::Actor::account(1), "witness.add", {"witness", 1}},
        [&](record::Writing& writing) -> Result<void> {
            peer.value().id = {1};
            transparency::save_peer(writing.db(), *peer);
            return {};
        }
    );
    must(pinned.has_value(), "it cannot pin the city's log");
    memory_.pinned = log_key;
    origins_.insert(transparency::verifier_key(log_key).value().name);
}

void SimulatedWitness::restart(Ending ending) {
    if (ending != Ending::clean) {
        disk_.cut_off(name_);
    }
    stop();
    disk_.restart(name_, ending);
    mend_disk();
    start();
    const auto verified =
        database_->read([](store::Connection& db) { return record::verify_log(db); });
    must(verified.has_value(), "its record does not verify");
}

void SimulatedWitness::break_disk(const SimulatedDisk::Plan& plan) {
    disk_is_well_ = false;
    disk_.plan(name_, plan);
}

void SimulatedWitness::mend_disk() {
    disk_is_well_ = true;
    disk_.plan(name_, {});
}

void SimulatedWitness::back_up() {
    mend_disk();
    database_->back_up(folder_ / "copy");
    disk_.forget_one(folder_ / "copy");
    copy_ = memory_;
}

void SimulatedWitness::restore() {
    if (!copy_) {
        return;
    }
    stop();
    mend_disk();
    const auto restored = store::restore(
        {store::Engine::sqlite, folder_ / "belfry.db", {}, {}},
        folder_ / "copy",
        migrations_of_a_witness(),
        folder_ / fmt::format("aside.{}", ++copies_used_)
    );
    must(restored.has_value(), "a good backup is refused");
    disk_.forget(name_);
    memory_ = *copy_;
    start();
}

void SimulatedWitness::close_alarms() {
    untouched_ = false;
    mend_disk();
    for (const auto& alarm : database_->read(transparency::open_alarms)) {
        const auto closed = transparency::close(
            services(),
            {record::Actor::account(1), "log_alarm.close", {"log_alarm", alarm.id.value}},
            alarm.id,
            1
        );
        must(closed.has_value(), "an alarm cannot be closed");
    }
}

// ---- what it knows

std::optional<Head> SimulatedWitness::held(const std::string& origin) {
    const auto kept =
        database_->read([&](store::Connection& db) { return transparency::find_held(db, origin); });
    const auto note = kept ? transparency::read_note(kept->note) : std::nullopt;
    const auto checkpoint = note ? transparency::read_checkpoint(note->text) : std::nullopt;
    return checkpoint ? std::optional(checkpoint->head) : std::nullopt;
}

bool SimulatedWitness::is_well(const std::string& origin) const {
    const auto log = transparency::verifier_key(memory_.pinned);
    return reach == Reach::present && disk_is_well_ && log && log->name == origin;
}

bool SimulatedWitness::has_cosigned(const std::string& origin, const Head& head) const {
    return contains(ever_cosigned_, origin, head);
}

bool SimulatedWitness::remembers(const std::string& origin, const Head& head) const {
    return contains(memory_.cosigned, origin, head);
}

// ---- what must be true of it

void SimulatedWitness::must(bool condition, std::string_view what) const {
    demand(condition, fmt::format("the {}: {}", name_, what));
}

std::vector<Delivery> SimulatedWitness::look(
    const Histories& histories, const transparency::VerifierKey& log
) {
    if (std::exchange(untouched_, true)) {
        return {};
    }
    auto arrived = std::exchange(deliveries_, {});
    for (const auto& delivery : arrived) {
        look_at(delivery, histories, log);
    }
    look_at_held(histories);
    look_at_alarms(histories, log);
    return arrived;
}

void SimulatedWitness::look_at(
    const Delivery& delivery, const Histories& histories, const transparency::VerifierKey& log
) {
    const auto& [origin, head] = delivery.checkpoint.checkpoint;
    if (delivery.failed) {
        must(!disk_is_well_, "a well disk refuses a checkpoint: " + delivery.answer);
        return;
    }
    must(delivery.status != 500 && delivery.status != 503, "it failed: " + delivery.answer);
    if (!delivery.knew_the_log) {
        must(delivery.status == 404, "it answers for a log that it does not know");
        return;
    }
    if (delivery.status == 200) {
        look_at_cosigned(delivery, histories);
        return;
    }
    must(delivery.held_after == delivery.held_before, "it keeps what it did not cosign");
    const auto is_of_log = [&](const Alarm& alarm) {
        return alarm.kind == AlarmKind::fork && alarm.origin == origin;
    };
    must(
        !shows_a_fork(delivery, histories) || std::ranges::any_of(delivery.alarms, is_of_log),
        fmt::format("a fork at {} of {} raises no alarm", head.size, log.name)
    );
    look_at_doubt(delivery, histories);
}

/// What was not shown to continue what it held, it doubts; and each history that has the submitted
/// head explains it by its tiles.
void SimulatedWitness::look_at_doubt(const Delivery& delivery, const Histories& histories) const {
    const auto& head = delivery.checkpoint.checkpoint.head;
    const auto& held = delivery.held_before;
    const bool not_compared = delivery.status == 422 || delivery.status == 409;
    const bool wanted = not_compared && held && held->size > 0 && head.size > held->size &&
                        !shows_a_fork(delivery, histories);
    must(wanted == delivery.doubt.has_value(), "it doubts the wrong checkpoint");
    if (!wanted) {
        return;
    }
    must(
        delivery.doubt->from_another_size == (delivery.status == 409), "it doubts for another cause"
    );
    must(delivery.doubt->held.checkpoint.head == *held, "it doubts by another head than it holds");
    must(delivery.doubt->submitted.checkpoint.head == head, "it doubts another head than was sent");
    for (const auto* history : histories.with(head)) {
        const auto explained = transparency::explain(*held, head, history->tiles());
        const auto expected = history->holds(*held) ? transparency::Explanation::grew
                                                    : transparency::Explanation::forked;
        must(explained.explanation == expected, "a log's tiles do not explain what it signed");
        must(
            transparency::shows_fork(*held, head, explained.proof) ==
                (expected == transparency::Explanation::forked),
            "a log's tiles prove the wrong thing"
        );
    }
}

void SimulatedWitness::look_at_cosigned(const Delivery& delivery, const Histories& histories) {
    const auto& [origin, head] = delivery.checkpoint.checkpoint;
    must(delivery.held_after == head, "it cosigns what it does not keep");
    const auto lines = transparency::read_signatures(delivery.answer);
    const auto key = transparency::verifier_key(keys_->identity.witness_key).value();
    must(
        lines && lines->size() == 1 &&
            transparency::holds(delivery.checkpoint.note.text, lines->front(), key),
        "its cosignature does not hold"
    );
    auto& cosigned = memory_.cosigned[origin];
    for (const auto& before : cosigned) {
        must(histories.go_together(before, head), "it cosigned two histories");
        must(before.size <= head.size, "it cosigned a smaller log than before");
    }
    cosigned.push_back(head);
    ever_cosigned_[origin].push_back(head);
}

/// Not what came back from a disk that failed: that may be there or not.
void SimulatedWitness::look_at_held(const Histories& histories) {
    for (const auto& [origin, cosigned] : memory_.cosigned) {
        const auto& newest = cosigned.back();
        const auto now = held(origin);
        must(now.has_value(), "it has forgotten what it cosigned");
        must(now->size >= newest.size, "what it holds has shrunk");
        must(histories.go_together(*now, newest), "it holds another history than it cosigned");
    }
}

void SimulatedWitness::look_at_alarms(
    const Histories& histories, const transparency::VerifierKey& log
) {
    const auto alarms = database_->read(transparency::all_alarms);
    const auto own = transparency::verifier_key(keys_->identity.witness_key).value();
    std::set<std::int64_t> there;
    for (const auto& alarm : alarms) {
        there.insert(alarm.id.value);
        if (memory_.alarms.contains(alarm.id.value)) {
            continue;
        }
        const auto key = named(log, alarm.origin);
        const auto held = transparency::open_checkpoint(alarm.held, key);
        const auto submitted = transparency::open_checkpoint(alarm.submitted, key);
        must(alarm.kind == AlarmKind::fork, "an alarm of another kind");
        must(held && submitted, "an alarm without both notes under the log's key");
        must(
            transparency::signature_by(held->note, own).has_value(),
            "an alarm about a note that it did not cosign"
        );
        must(
            !histories.go_together(held->checkpoint.head, submitted->checkpoint.head),
            "an alarm without a fork"
        );
        const auto proof = transparency::proof_in(alarm.proof);
        must(
            proof &&
                transparency::shows_fork(held->checkpoint.head, submitted->checkpoint.head, *proof),
            "an alarm that proves no fork"
        );
        ++forks_proved_;
    }
    must(std::ranges::includes(there, memory_.alarms), "an alarm is lost");
    memory_.alarms = std::move(there);
}

}  // namespace belfry::faults
