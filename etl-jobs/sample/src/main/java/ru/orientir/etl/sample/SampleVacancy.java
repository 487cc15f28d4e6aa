package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One vacancy as «Работа России» publishes it, in the form of the API and of the bulk files, with all that is awkward
 * in them: dashed and underscored names, {@code ""} for absent, salary 0 for absent, contacts of people.
 *
 * @param workPlaces 0 where the employer left it blank, which means one
 */
record SampleVacancy(
        Town town,
        int index,
        String id,
        Organization employer,
        String job,
        String sphere,
        LocalDate openedOn,
        LocalDate modifiedOn,
        int salaryMin,
        int salaryMax,
        int workPlaces,
        String busyType,
        String schedule,
        String education,
        String socialProtected,
        String contactPerson,
        String phone,
        String email,
        String address) {

    private record Trade(String job, String sphere, String education) {}

    private static final List<Trade> TRADES = List.of(
            new Trade("Электромонтёр по ремонту электрооборудования", "Электроэнергетика", "Среднее профессиональное"),
            new Trade(
                    "Аппаратчик синтеза",
                    "Химическая, нефтехимическая, топливная промышленность",
                    "Среднее профессиональное"),
            new Trade("Электрогазосварщик", "Металлургия, металлообработка", "Среднее профессиональное"),
            new Trade("Токарь", "Машиностроение", "Среднее профессиональное"),
            new Trade("Водитель автомобиля", "Транспорт, автобизнес, логистика, склад, ВЭД", "Среднее общее"),
            new Trade("Программист", "Информационные технологии, телекоммуникации, связь", "Высшее"),
            new Trade("Учитель начальных классов", "Образование, наука", "Высшее"),
            new Trade("Воспитатель детского сада", "Образование, наука", "Среднее профессиональное"),
            new Trade("Медицинская сестра", "Здравоохранение и социальное обеспечение", "Среднее профессиональное"),
            new Trade("Фельдшер", "Здравоохранение и социальное обеспечение", "Среднее профессиональное"),
            new Trade("Повар", "Туризм, гостиницы, рестораны", "Среднее профессиональное"),
            new Trade("Продавец-кассир", "Продажи, закупки, снабжение, торговля", "Среднее общее"),
            new Trade("Каменщик", "Строительство, ремонт, стройматериалы, недвижимость", "Среднее профессиональное"),
            new Trade("Бухгалтер", "Бухгалтерия, налоги, управленческий учет", "Среднее профессиональное"),
            new Trade("Тракторист", "Сельское хозяйство, экология, ветеринария", "Среднее профессиональное"),
            new Trade("Пекарь", "Пищевая промышленность", "Среднее профессиональное"),
            new Trade("Подсобный рабочий", "Работы, не требующие квалификации", "Основное общее"),
            // the first letter of the next value is Latin in the portal's own list
            new Trade("Уборщик помещений", "ЖКХ, эксплуатация", "Tребования не предъявляются"),
            new Trade("Юрисконсульт", "Юриспруденция", "Высшее"),
            new Trade("Слесарь-ремонтник", "Рабочие специальности", "Среднее профессиональное"));

    static SampleVacancy of(TownDelivery delivery, int year, int index) {
        RandomStream draw = delivery.draw("vacancy", year, index);
        Trade trade = draw.oneOf(TRADES);
        Organization employer = draw.oneOf(delivery.organizations.employers());
        LocalDate openedOn = LocalDate.of(year, 1, 1).plusDays(draw.between(0, 364));
        int salaryMin = draw.chance(0.15) ? 0 : draw.between(15, 60) * 1000 + (year - 2020) * 4000;
        boolean isWoman = draw.chance(0.6);
        String lastName = PersonNames.lastName(draw, isWoman);
        return new SampleVacancy(
                delivery.town,
                index,
                new UUID(draw.bits(), draw.bits()).toString(),
                employer,
                trade.job(),
                trade.sphere(),
                openedOn,
                openedOn.plusDays(draw.between(0, 20)),
                salaryMin,
                draw.chance(0.5) ? 0 : salaryMin + draw.between(1, 30) * 1000,
                draw.chance(0.08) ? 0 : draw.chance(0.7) ? 1 : draw.between(2, 5),
                draw.chance(0.9) ? "Полная занятость" : draw.chance(0.5) ? "Временная" : "Частичная занятость",
                draw.chance(0.7) ? "Полный рабочий день" : year < 2023 ? "Сменный график" : "Сменная работа",
                trade.education().equals("Высшее") && year >= 2024
                        ? "Высшее образование — бакалавриат"
                        : trade.education(),
                draw.chance(0.1) ? (draw.chance(0.4) ? "Несовершеннолетние работники" : "Инвалиды") : "",
                lastName + " " + PersonNames.firstName(draw, isWoman) + " " + PersonNames.patronymic(draw, isWoman),
                String.format("+7 (86554) %d-%02d-%02d", draw.between(2, 9), draw.between(0, 99), draw.between(0, 99)),
                "hr" + draw.between(1, 9999) + "@example.invalid",
                employer.address());
    }

    /** The same vacancy as it stands next spring, with another number of places. */
    SampleVacancy newerState(TownDelivery delivery, int vacancy) {
        RandomStream draw = delivery.draw("vacancy again", openedOn.getYear(), vacancy);
        return new SampleVacancy(
                town,
                index,
                id,
                employer,
                job,
                sphere,
                openedOn,
                LocalDate.of(openedOn.getYear() + 1, draw.between(2, 5), draw.between(1, 28)),
                salaryMin,
                salaryMax,
                draw.between(2, 7),
                busyType,
                schedule,
                education,
                socialProtected,
                contactPerson,
                phone,
                email,
                address);
    }

    /** Work places as they count: a blank is one. */
    int countedPlaces() {
        return Math.max(1, workPlaces);
    }

    ObjectNode asBulkRecord(JsonMapper mapper) {
        ObjectNode record = mapper.createObjectNode();
        record.put("id", id);
        record.put("busy_type", busyType);
        record.put("change_time", modifiedOn + "T11:32:32+0300");
        record.put("code_external_system", "CZN");
        record.set("company", company(mapper));
        record.put("company_code", employer.ogrn());
        record.put("company_inn", employer.inn());
        record.put("full_company_name", employer.fullName());
        addContacts(record, mapper);
        record.put("contact_source", "COMPANY");
        record.put("date_create", openedOn + "T14:40:38+0300");
        record.put("date_modify", modifiedOn + "T10:16:02+0300");
        record.put("deleted", false);
        record.put("education", education);
        record.put("federalDistrictCode", 8);
        record.putArray("hardSkills");
        record.put("is_quoted", !socialProtected.isEmpty());
        record.put("position_requirements", "Ответственность<br/>Дисциплинированность");
        record.put("position_responsibilities", "Работа по профессии «" + job + "». Звонить: " + phone);
        record.put("professionalSphereName", sphere);
        record.put("published_date", openedOn + "T14:41:00+0300");
        record.put("regionName", town.regionName());
        record.put("salary", salaryMin == 0 ? "" : "от " + salaryMin);
        record.put("salary_max", salaryMax);
        record.put("salary_min", salaryMin);
        record.put("schedule_type", schedule);
        record.put("social_protected_ids", socialProtected);
        record.put("source_type", "Работодатель");
        record.put("state_region_code", String.format("%02d00000000000", town.regionCode()));
        record.put("status", "ACCEPTED");
        record.put("vac_url", "https://example.invalid/vacancy/card/" + employer.ogrn() + "/" + id);
        record.put("vacancy_address", address);
        record.put("vacancy_address_additional_info", address);
        record.put("vacancy_address_code", String.format("%02d00000000000", town.regionCode()));
        record.put("vacancy_address_latitude", 44.633);
        record.put("vacancy_address_longitude", 41.944);
        record.put("vacancy_name", job);
        record.put("visibility", "VISIBLE_TO_ALL");
        if (workPlaces > 0) {
            record.put("work_places", workPlaces);
        }
        return record;
    }

    ObjectNode asApiRecord(JsonMapper mapper) {
        ObjectNode record = mapper.createObjectNode();
        record.put("id", id);
        record.put("source", "Служба занятости");
        ObjectNode region = record.putObject("region");
        region.put("region_code", String.format("%02d00000000000", town.regionCode()));
        region.put("name", town.regionName());
        record.set("company", company(mapper));
        record.put("creation-date", openedOn.toString());
        record.put("date_modify", modifiedOn + "T10:16:02+0300");
        record.put("salary", salaryMin == 0 ? "" : "от " + salaryMin);
        record.put("salary_min", salaryMin);
        record.put("salary_max", salaryMax);
        record.put("job-name", job);
        record.put("vac_url", "https://example.invalid/vacancy/card/" + employer.ogrn() + "/" + id);
        record.put("employment", busyType);
        record.put("schedule", schedule);
        record.put("duty", "<p>Работа по профессии «" + job + "». Обращаться: " + email + ", " + phone + "</p>");
        record.putObject("category").put("specialisation", sphere);
        ObjectNode requirement = record.putObject("requirement");
        requirement.put("education", education);
        requirement.put("experience", index % 4);
        ObjectNode place = mapper.createObjectNode();
        place.put("location", address);
        place.put("lng", "41.944");
        place.put("lat", "44.633");
        ObjectNode addresses = record.putObject("addresses");
        if (index % 3 == 0) {
            addresses.set("address", place);
        } else {
            addresses.putArray("address").add(place);
        }
        record.put("social_protected", socialProtected);
        addContacts(record, mapper);
        if (workPlaces > 0) {
            record.put("work_places", workPlaces);
        } else {
            record.put("work_places", "");
        }
        record.put("currency", "«руб.»");
        return record;
    }

    private ObjectNode company(JsonMapper mapper) {
        ObjectNode company = mapper.createObjectNode();
        company.put("companycode", employer.ogrn());
        company.put("email", email);
        company.put("hr-agency", false);
        company.put("inn", employer.inn());
        company.put("name", employer.shortName());
        company.put("ogrn", employer.ogrn());
        company.put("phone", phone);
        company.put("fax", "");
        return company;
    }

    private void addContacts(ObjectNode record, JsonMapper mapper) {
        ArrayNode contacts = record.putArray("contact_list");
        contacts.addObject().put("contact_type", "Телефон").put("contact_value", phone);
        contacts.addObject().put("contact_type", "Эл. почта").put("contact_value", email);
        record.put("contact_person", contactPerson);
    }
}
