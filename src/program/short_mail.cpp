#include "program/short_mail.hpp"

#include "accounts/account_store.hpp"
#include "program/city_store.hpp"
#include "program/quiet_hours.hpp"

namespace belfry::program {

void send_short_mail(
    const Services& services, record::Writing& writing, std::int64_t account, const ShortMail& mail
) {
    auto& db = writing.db();
    const auto reader = accounts::find_account(db, Id<accounts::Account>{account});
    if (!reader || !reads_mail(*reader) ||
        is_quiet(*reader, find_city(db).time_zone, writing.at())) {
        return;
    }
    const auto& catalog = services.catalog;
    services.queue_mail(
        writing,
        {.to = {reader->name, reader->email},
         .subject = catalog.say(reader->language, mail.subject, mail.values),
         .text = catalog.say(reader->language, mail.text, mail.values) + "\n\n" +
                 services.public_url(db) + "/inbox\n"}
    );
}

}  // namespace belfry::program
