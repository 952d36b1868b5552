### Кнопки, по тому, что они делают.

button-add-phone = Добавить номер телефона
button-back = Назад
button-capabilities = Возможности корпоративного пользователя
button-change-email = Указать другой email
button-change-phone = Указать другой номер
button-change-picture = Сменить фото
button-choose-picture = Выбрать фото
button-close = Закрыть
button-confirm-code = Подтвердить
button-open-browser = Открыть браузер
button-open-browser-again = Открыть браузер ещё раз
button-connect = Подключиться
button-corporate-information = Корпоративная информация
button-disconnect = Отключиться
button-dismiss = Понятно
button-edit = Редактировать
# Ответ «нет» на вопрос «Выйти?» или «Отключиться?».
button-keep = Отмена
button-next = Далее
button-profile = Профиль
button-recover = Восстановить пароль
button-remove-picture = Удалить фото
button-resend = Запросить новый код
button-retry = Повторить
button-save = Сохранить
button-settings = Настройки
button-sign-in = Войти
button-sign-in-again = Войти снова
button-sign-out = Выйти
button-sign-out-corporate = Выйти с корпоративного сервера
button-sign-out-everywhere = Выйти из всех учётных записей
button-skip = Пропустить
# Прекращает ожидание, экран остаётся.
button-stop = Остановить
button-type-address = Введите адрес сервера
