### Время и сроки.

## Сколько времени: «2 минуты»

duration-seconds =
    { $count ->
        [one] { $count } секунда
        [few] { $count } секунды
       *[other] { $count } секунд
    }
duration-minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[other] { $count } минут
    }
duration-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[other] { $count } часов
    }
duration-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }
duration-two = { $larger } { $smaller }

## То же в винительном падеже: «через 1 минуту», «спешат на 1 минуту»

span-seconds =
    { $count ->
        [one] { $count } секунду
        [few] { $count } секунды
       *[other] { $count } секунд
    }
span-minutes =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[other] { $count } минут
    }
span-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[other] { $count } часов
    }
span-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }

in-span = через { $span }

## Месяц и год: «март 2024 г.»

month =
    { $month ->
        [1] январь { $year } г.
        [2] февраль { $year } г.
        [3] март { $year } г.
        [4] апрель { $year } г.
        [5] май { $year } г.
        [6] июнь { $year } г.
        [7] июль { $year } г.
        [8] август { $year } г.
        [9] сентябрь { $year } г.
        [10] октябрь { $year } г.
        [11] ноябрь { $year } г.
       *[12] декабрь { $year } г.
    }
