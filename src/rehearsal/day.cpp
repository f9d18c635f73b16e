#include "rehearsal/day.hpp"

#include "city/day_model.hpp"
#include "city/election_store.hpp"
#include "city/place_store.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "program/city_store.hpp"

namespace belfry::rehearsal {

namespace {

Result<city::DayModel> model_of(store::Connection& db) {
    return city::day_model(
        city::load_city(db), city::load_election(db), program::find_city(db).name
    );
}

}  // namespace

Result<Day> load_day(store::Connection& db) {
    auto model = model_of(db);
    if (!model) {
        return std::unexpected(model.error());
    }
    Day day;
    day.city = std::move(model->city);
    day.canonical = json::canonical(json::write(day.city));
    day.sha256 = sha256_of(day.canonical);
    return day;
}

simulation::City city_as_far_as_known(store::Connection& db) {
    auto model = model_of(db);
    return model ? std::move(model->city) : simulation::City();
}

std::string sha256_of(std::string_view text) {
    return crypto::to_hex(crypto::sha256(text));
}

}  // namespace belfry::rehearsal
