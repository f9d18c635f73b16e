#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "audit/rules.hpp"

/// The rules among themselves; whoever takes an event sees rules.hpp.
namespace belfry::audit::inside {

[[nodiscard]] std::unexpected<Refusal> refuse_state(std::string code, std::string summary);

/// What an event changes once its place in the sequence is known to be right.
class Rules {
public:
    Rules(Progress& progress, const Event& event) : now_(progress), event_(event) {}

    Result<void> take();

private:
    /// Reads the body as what its kind says and hands it on.
    template <class Body>
    Result<void> with(Result<void> (Rules::*rule)(Body)) {
        auto body = json::read<std::remove_cvref_t<Body>>(event_.body);
        if (!body) {
            return std::unexpected(body.error());
        }
        return (this->*rule)(*std::move(body));
    }

    Result<void> opened(AuditTerms terms);
    Result<void> committed(CommittedFile file);
    Result<void> prepared(Preparation preparation);
    Result<void> seeded(const SeedRoll& roll);
    Result<void> drawn(RoundDrawn round);
    Result<void> sealed(ReadingSealed reading);
    Result<void> both_opened(ReadingsOpened opened);
    Result<void> settled(ReadingSettled settled);
    Result<void> missing(CardMissing missing);
    Result<void> wrong(WrongCard wrong);
    Result<void> measured(Measurement measurement);
    Result<void> ordered(FullCountOrdered ordered);
    Result<void> counted(FullCountRecorded counted);
    Result<void> closed(Closing closing);
    Result<void> put_signature(Signature signature);

    [[nodiscard]] Result<void> needs_people(std::size_t number) const;
    [[nodiscard]] Result<void> still_running() const;
    Result<ItemProgress*> item(std::int64_t number);
    [[nodiscard]] Result<void> check_items(const RoundDrawn& round) const;
    void take_items(const RoundDrawn& round);
    [[nodiscard]] Result<void> check_draws(const RoundDrawn& round) const;
    [[nodiscard]] bool known_contest(std::string_view name) const;

    Progress& now_;
    const Event& event_;
};

}  // namespace belfry::audit::inside
