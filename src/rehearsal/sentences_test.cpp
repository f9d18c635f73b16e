#include "rehearsal/sentences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belfry::rehearsal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

simulation::City two_sites() {
    simulation::City city;
    for (const auto* id : {"S1", "S2", "S3", "S4"}) {
        simulation::Site site;
        site.id = id;
        site.name = std::string("Hall ") + id[1];
        city.sites.push_back(std::move(site));
    }
    return city;
}

Speech speech(const std::string& language) {
    return speech_of({text::Catalog::embedded(), language}, two_sites());
}

struct Said {
    const char* thing;
    const char* english;
    const char* spanish;
};

template <class T>
void expect_said(const Said& row) {
    const auto thing = json::parse_as<T>(row.thing);
    ASSERT_TRUE(thing) << row.thing << ' ' << thing.error().summary;
    EXPECT_EQ(sentence_of(speech("en"), *thing), row.english);
    EXPECT_EQ(sentence_of(speech("es"), *thing), row.spanish);
}

TEST(Sentences, ReadBackDisruptions) {
    const std::vector<Said> rows{
        {R"({"id": "d", "kind": "pollbook_outage", "where": {"share": 0.3333}, "at": "07:00",
             "lasts": {"shape": "deterministic", "mean": 150}})",
         "E-pollbooks are down at a third of the sites from 7:00 to 9:30. Which sites it strikes "
         "is drawn anew for each day.",
         "Las listas electrónicas no funcionan en un tercio de los centros de las 7:00 a las 9:30. "
         "A qué centros afecta se sortea de nuevo cada día."},
        {R"({"id": "d", "kind": "pollbook_outage", "slow_factor": 1.5})",
         "E-pollbooks are slow at all sites all day: check-in takes 1.5 times as long.",
         "Las listas electrónicas van lentas en todos los centros todo el día: el registro tarda "
         "1.5 veces más de lo normal."},
        {R"({"id": "d", "kind": "power_loss", "where": {"sites": ["S1"]},
             "after_opening": {"shape": "deterministic", "mean": 60},
             "lasts": {"shape": "gamma", "mean": 90, "sd": 30}, "probability": 0.2,
             "detection": {"shape": "deterministic", "mean": 10}})",
         "The power is out at Hall 1 from 1 hour after opening on, for 1 hour 30 minutes (give or "
         "take 30 minutes): e-pollbooks, voting devices, printers and scanners stop. It happens on "
         "20% of days. Somebody acts on it after 10 minutes.",
         "No hay electricidad en Hall 1 desde 1 hora después de la apertura, durante 1 hora y 30 "
         "minutos (más o menos 30 minutos): se detienen listas electrónicas, dispositivos de voto, "
         "impresoras y escáneres. Ocurre en el 20% de los días. Alguien actúa al cabo de 10 "
         "minutos."},
        {R"({"id": "d", "kind": "outage", "equipment": ["bmd", "scanner"], "server_share": 0.5,
             "where": {"sites": ["S1", "S2", "S3", "S4"]}, "at": "12:00"})",
         "Out of order at Hall 1, Hall 2 and 2 more sites from 12:00 on: half of the "
         "ballot-marking devices and scanners.",
         "Fuera de servicio en Hall 1, Hall 2 y 2 centros más desde las 12:00: la mitad de este "
         "equipo: dispositivos para marcar boletas y escáneres."},
        {R"({"id": "d", "kind": "machine_failures", "equipment": ["scanner"],
             "mtbf_minutes": 420, "dead_at_opening": 0.03,
             "repair": {"shape": "exponential", "mean": 20}, "on_failure": "slot"})",
         "Single machines fail at all sites all day: scanners. Each runs 7 hours on average before "
         "it fails. 3% do not start at opening. A repair takes 20 minutes on average. The voter at "
         "a machine that fails puts the ballot into the emergency slot.",
         "Fallan máquinas sueltas en todos los centros todo el día: escáneres. Cada una funciona 7 "
         "horas de media antes de fallar. El 3% no arranca a la apertura. Una reparación tarda 20 "
         "minutos de media. Quien votaba en la máquina que falla deja la boleta en la ranura de "
         "emergencia."},
        {R"({"id": "d", "kind": "short_stock", "ballots": 150, "where": {"share": 0.083}})",
         "There are only 150 ballots for each site at 8.3% of the sites. Which sites it strikes is "
         "drawn anew for each day.",
         "Solo hay 150 boletas por centro en el 8.3% de los centros. A qué centros afecta se "
         "sortea de nuevo cada día."},
        {R"({"id": "d", "kind": "closure", "where": {"sites": ["S1"]}, "at": "10:00",
             "send_to": ["S2", "S3"], "lost_share": 0.1})",
         "Voting stops at Hall 1 from 10:00 on: the site is closed. Its voters are sent on: Hall 2 "
         "and Hall 3. 10% of them give up.",
         "Se deja de votar en Hall 1 desde las 10:00: el centro está cerrado. A sus votantes se "
         "les envía a otro centro: Hall 2 y Hall 3. El 10% desiste."},
        {R"({"id": "d", "kind": "late_opening", "where": {"sites": ["S1", "S2"]},
             "lasts": {"shape": "deterministic", "mean": 45}})",
         "Doors open late at Hall 1 and Hall 2: nobody is served for 45 minutes.",
         "Se abre tarde en Hall 1 y Hall 2: no se atiende a nadie durante 45 minutos."},
    };
    for (const auto& row : rows) {
        expect_said<simulation::Disruption>(row);
    }
}

TEST(Sentences, ReadBackMeasures) {
    const std::vector<Said> rows{
        {R"({"id": "m", "kind": "paper_pollbooks", "count": 2, "unit_cost": 5000,
             "delay": {"shape": "deterministic", "mean": 15}})",
         "2 paper pollbooks a site lie ready at all sites: check-in goes on by hand when "
         "e-pollbooks stop. It takes effect 15 minutes later. It costs $50 for each one that "
         "stands ready.",
         "Hay 2 listas en papel por centro en todos los centros: el registro sigue a mano cuando "
         "fallan las listas electrónicas. Surte efecto 15 minutos después. Cuesta $50 por cada "
         "unidad preparada."},
        {R"({"id": "m", "kind": "spare_machines", "count": 1, "shared": true,
             "equipment": ["scanner"], "cost": 1234567, "use_cost": 5050})",
         "1 spare machine stands ready for all together at all sites: scanners. It costs "
         "$12,345.67 once and $50.50 each time it is used.",
         "Hay 1 máquina de reserva en común en todos los centros: escáneres. Cuesta $12,345.67 una "
         "vez y $50.50 cada vez que se usa."},
        {R"({"id": "m", "kind": "repair_crews", "bases": [{"crews": 2}, {"crews": 1}],
             "dispatch": "nearest_free"})",
         "3 repair crews are on call at all sites. The nearest free crew goes.",
         "Hay 3 equipos de reparación de guardia en todos los centros. Acude el equipo libre más "
         "cercano."},
        {R"({"id": "m", "kind": "extended_hours", "minutes": 60, "city_wide": true,
             "trigger": {"when": "wait", "value": 45}})",
         "The polls stay open 1 hour longer at all sites; who comes then votes provisionally. It "
         "begins when the posted wait is 45 minutes or more. What one site calls for is done at "
         "all of them.",
         "Se vota 1 hora más en todos los centros; quien llega entonces vota de forma provisional. "
         "Empieza cuando la espera anunciada es de 45 minutos o más. Lo que pide un centro se hace "
         "en todos."},
        {R"({"id": "m", "kind": "extra_workers", "count": 1, "equipment": ["staff"],
             "where": {"sites": ["S1"]}, "trigger": {"when": "line", "value": 20}})",
         "1 more place is staffed at each station at Hall 1: check-in by hand. It begins when 20 "
         "people or more stand in line at the site.",
         "Se atiende 1 puesto más en cada estación en Hall 1: registro a mano. Empieza cuando hay "
         "20 personas o más en la fila del centro."},
        {R"({"id": "m", "kind": "ballot_delivery", "count": 500, "counts": {"S1": 900},
             "trigger": {"when": "stock", "value": 100}})",
         "500 ballots are delivered to a site at all sites. One site has a number of its own. It "
         "begins when 100 ballots or fewer are left at the site.",
         "Se llevan 500 boletas a cada centro en todos los centros. Un centro tiene su propia "
         "cantidad. Empieza cuando al centro le quedan 100 boletas o menos."},
    };
    for (const auto& row : rows) {
        expect_said<simulation::Measure>(row);
    }
}

/// No kind, trigger or equipment without a sentence, and none with a blank that nobody fills.
TEST(Sentences, ExistForEveryKind) {
    for (const auto* language : {"en", "es"}) {
        const auto said = speech(language);
        for (const auto kind : json::all_of<simulation::DisruptionKind>()) {
            simulation::Disruption d;
            d.kind = kind;
            d.equipment = json::all_of<simulation::Equipment>();
            d.server_share = 0.4;
            d.moved_share = 0.1;
            d.deterred_share = 0.1;
            EXPECT_THAT(sentence_of(said, d), Not(HasSubstr("{")));
        }
        for (const auto kind : json::all_of<simulation::MeasureKind>()) {
            for (const auto when : json::all_of<simulation::TriggerKind>()) {
                for (const auto count :
                     {std::optional<int>(), std::optional(1), std::optional(7)}) {
                    simulation::Measure m;
                    m.kind = kind;
                    m.count = count;
                    m.bases = {simulation::Base{}};
                    m.trigger = simulation::Trigger{when, simulation::at_clock(9), 12};
                    EXPECT_THAT(sentence_of(said, m), Not(HasSubstr("{")));
                }
            }
        }
    }
}

}  // namespace
}  // namespace belfry::rehearsal
