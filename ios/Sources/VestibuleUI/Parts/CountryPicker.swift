import SwiftUI
import Vestibule

/// Shows a phone's country, and opens the list of them.
struct CountryButton: View {
    let model: VestibuleModel
    let country: Country
    @State private var isPicking = false

    var body: some View {
        Button {
            isPicking = true
        } label: {
            LabeledContent(model.language.countryName(country: country), value: callingCode)
                .frame(minHeight: Space.finger)
        }
        .buttonStyle(.bordered)
        .disabled(!model.actions.contains(.selectCountry))
        .accessibilityLabel(model.labels.country)
        .accessibilityValue(model.language.countryName(country: country))
        .sheet(isPresented: $isPicking) {
            CountryPicker(model: model) { country in
                isPicking = false
                model.take(.selectCountry(country: country))
            } close: {
                isPicking = false
            }
        }
    }

    private var callingCode: String {
        let same = model.language.countries(search: country.code)
        return same.first { $0.country == country }?.callingCode ?? String()
    }
}

/// The countries, as many as fit what is searched for.
struct CountryPicker: View {
    let model: VestibuleModel
    let pick: @MainActor (Country) -> Void
    let close: @MainActor () -> Void
    @State private var search = ""

    var body: some View {
        NavigationStack {
            List(countries, id: \.country) { country in
                Button {
                    pick(country.country)
                } label: {
                    LabeledContent(country.name, value: country.callingCode)
                }
            }
            .overlay {
                if countries.isEmpty {
                    Text(model.labels.noCountries).foregroundStyle(.secondary)
                }
            }
            .searchable(text: $search, prompt: model.labels.searchCountries)
            .navigationTitle(model.labels.countries)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(model.labels.close, systemImage: "xmark", action: close)
                }
            }
        }
    }

    private var countries: [CountryWords] {
        model.language.countries(search: search)
    }
}
