### Слова, общие для всего приложения; многие из них слышны только в программах чтения с экрана.

label-language = Русский
label-back = Назад
label-close = Закрыть
# Кнопка ⋯.
label-more = Ещё
label-avatar = Фото профиля
label-take-picture = Сделать снимок
label-pick-picture = Выбрать из галереи
label-loading = Идёт загрузка
label-error = Ошибка
label-required = Обязательное поле
label-clear = Очистить поле
label-show-password = Показать пароль
label-hide-password = Скрыть пароль
label-country = Страна
label-countries = Выберите страну
label-search-countries = Название или код страны
label-no-countries = Такой страны в списке нет
label-copy = Скопировать
label-copied = Скопировано
label-no-browser = На телефоне нет браузера. Установите любой и попробуйте снова.
