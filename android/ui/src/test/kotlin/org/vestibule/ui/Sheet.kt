package org.vestibule.ui

import java.awt.Color
import java.awt.image.BufferedImage
import java.awt.image.DataBuffer
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.IIOImage
import javax.imageio.ImageIO
import javax.imageio.ImageWriteParam
import kotlin.math.abs

/** The pictures of one kind of screen. */
internal class Sheet(kind: String) {
    private val shots = mutableListOf<Shot>()
    private val kept = File("pictures/$kind.png")
    private val aside = File("target/pictures/$kind.png")

    fun add(sample: Sample, look: Look, picture: Picture) {
        shots += Shot(sample, look, picture.shrunk())
    }

    /** What differs from the sheet that is kept; the new one is put aside to be looked at. */
    fun compare(): List<String> {
        val places = places()
        val new = drawn(places)
        if (System.getenv("UPDATE") == "1") {
            new.inFewColors().write(kept)
            return emptyList()
        }
        val differing = differing(places, if (kept.exists()) ImageIO.read(kept) else null)
        if (differing.isNotEmpty()) new.write(aside)
        return differing.map { "$it: see android/ui/$aside, which UPDATE=1 keeps" }
    }

    private fun differing(places: List<Place>, old: BufferedImage?): List<String> = when {
        old == null -> listOf("$kept is not there")
        old.width != width(places) || old.height != height(places) ->
            listOf("$kept has another number of pictures, or other sizes")
        else -> shots.zip(places).mapNotNull { (shot, place) ->
            val count = differing(old, shot.picture, place)
            "${shot.sample}, ${shot.look}: $count pixels of its picture differ".takeIf { count > TOLERATED }
        }
    }

    /** Side by side as far as there is room: phones before tablets, and the looks of one sample together. */
    private fun places(): List<Place> {
        val order = shots.indices.sortedWith(
            compareBy({ shots[it].look.device }, { SAMPLES.indexOf(shots[it].sample) }),
        )
        val places = HashMap<Int, Place>()
        var (left, top, bottom) = Triple(GAP, GAP, GAP)
        for (index in order) {
            val picture = shots[index].picture
            val isFirst = places.isEmpty() || places.size == shots.count { it.look.device == Device.Phone }
            if (isFirst || left + picture.width + GAP > WIDTH) {
                left = GAP
                top = bottom
            }
            places[index] = Place(left, top, picture.width, picture.height)
            left += picture.width + GAP
            bottom = maxOf(bottom, top + picture.height + GAP)
        }
        return shots.indices.map(places::getValue)
    }

    private fun drawn(places: List<Place>): BufferedImage {
        val sheet = BufferedImage(width(places), height(places), BufferedImage.TYPE_INT_RGB)
        val graphics = sheet.createGraphics()
        graphics.color = Color(GROUND)
        graphics.fillRect(0, 0, sheet.width, sheet.height)
        for ((shot, place) in shots.zip(places)) graphics.drawImage(shot.picture, place.left, place.top, null)
        graphics.dispose()
        return sheet
    }
}

private class Shot(val sample: Sample, val look: Look, val picture: BufferedImage)

private class Place(val left: Int, val top: Int, val width: Int, val height: Int)

private fun width(places: List<Place>): Int = places.maxOf { it.left + it.width } + GAP

private fun height(places: List<Place>): Int = places.maxOf { it.top + it.height } + GAP

/** A third of the size: each pixel is the mean of nine, by whole numbers, on every machine. */
private fun Picture.shrunk(): BufferedImage {
    val small = BufferedImage(width / SHRUNK, height / SHRUNK, BufferedImage.TYPE_INT_RGB)
    for (y in 0 until small.height) {
        for (x in 0 until small.width) {
            val first = y * SHRUNK * width + x * SHRUNK
            small.setRGB(x, y, (0..2).fold(0) { mean, channel -> mean shl 8 or mean(first, channel) })
        }
    }
    return small
}

private fun Picture.mean(first: Int, channel: Int): Int {
    var sum = 0
    for (y in 0 until SHRUNK) {
        for (x in 0 until SHRUNK) sum += pixels[first + y * width + x].channel(channel)
    }
    return sum / (SHRUNK * SHRUNK)
}

/** With 256 colours, none far from what it was: a quarter of the size, and no eye sees it. */
private fun BufferedImage.inFewColors(): BufferedImage {
    val pixels = getRGB(0, 0, width, height, null, 0, width)
    for (index in pixels.indices) pixels[index] = pixels[index] and FINE
    val counts = HashMap<Int, Int>()
    for (pixel in pixels) counts.merge(pixel, 1, Int::plus)
    val palette = palette(counts.keys.sortedWith(compareBy({ -counts.getValue(it) }, { it })))
    val nearest = counts.keys.associateWith { color ->
        palette.indices.minBy { distance(palette[it], color) }.toByte()
    }
    val model = IndexColorModel(8, palette.size, palette.toIntArray(), 0, false, -1, DataBuffer.TYPE_BYTE)
    val few = BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model)
    few.raster.setDataElements(0, 0, width, height, ByteArray(pixels.size) { nearest.getValue(pixels[it]) })
    return few
}

/** The first colours that leave no other further away than needs be. */
private fun palette(colors: List<Int>): List<Int> = (1 until SEEN / 2).firstNotNullOf { far ->
    val palette = mutableListOf<Int>()
    for (color in colors) {
        if (palette.none { distance(it, color) <= far }) palette += color
        if (palette.size > 256) break
    }
    palette.takeIf { it.size <= 256 }
}

private fun BufferedImage.write(file: File) {
    file.absoluteFile.parentFile.mkdirs()
    file.delete()
    val writer = ImageIO.getImageWritersByFormatName("png").next()
    ImageIO.createImageOutputStream(file).use { stream ->
        writer.output = stream
        val smallest = writer.defaultWriteParam.apply {
            compressionMode = ImageWriteParam.MODE_EXPLICIT
            compressionQuality = 0f
        }
        writer.write(null, IIOImage(this, null, null), smallest)
    }
    writer.dispose()
}

/** How many pixels differ more than the few colours and another machine's rounding make them. */
private fun differing(old: BufferedImage, new: BufferedImage, place: Place): Int {
    val olds = old.getRGB(place.left, place.top, place.width, place.height, null, 0, place.width)
    val news = new.getRGB(0, 0, new.width, new.height, null, 0, new.width)
    return olds.indices.count { distance(olds[it], news[it]) > SEEN }
}

private fun distance(one: Int, other: Int): Int =
    (0..2).maxOf { abs(one.channel(it) - other.channel(it)) }

/** Red, green, blue. */
private fun Int.channel(index: Int): Int = this shr (16 - 8 * index) and 0xFF

private const val SHRUNK = 3
private const val GAP = 12
private const val WIDTH = 8 * (720 / SHRUNK + GAP) + GAP
private const val GROUND = 0x808080

/** Takes the last two bits away. */
private const val FINE = 0xFFFCFCFC.toInt()

/** Of 255. */
private const val SEEN = 40

/** Of the pixels of one picture: fewer than a letter has. */
private const val TOLERATED = 8
